using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>
/// Transfers between levels against their events: what was prepared is what was sent, each state has its event, and what one
/// inside fund is owed by another is what that one owes it.
/// </summary>
public sealed class TransferChecks : ILedgerCheckPart
{
    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await Facts(connection, differences, cancellation);
        await States(connection, differences, cancellation);
        await Debts(connection, differences, cancellation);
    }

    private static async Task Facts(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        Dictionary<Guid, List<(Guid Household, long Amount)>> lists = [];
        await using (var lines = new NpgsqlCommand("select transfer_id, household_id, amount from payments.unit_transfer_line order by transfer_id, ordinal", connection))
        await using (var row = await lines.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                if (!lists.TryGetValue(row.GetGuid(0), out var list)) lists[row.GetGuid(0)] = list = [];
                list.Add((row.GetGuid(1), row.GetInt64(2)));
            }
        }
        await using var select = new NpgsqlCommand($"""
            select {TransferRow.Columns}, (select e.data->>'factsHash' from dftp_events.mt_events e
              where e.stream_id = t.id and e.type = 'unit_transfer_sent' and e.version = 1) from payments.unit_transfer t
            """, connection);
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var transfer = TransferRow.Read(reader);
            var now = transfer.HashOfFacts(lists.GetValueOrDefault(transfer.Id) ?? []);
            var then = await reader.IsDBNullAsync(reader.FieldCount - 1, cancellation) ? transfer.FactsHash : reader.GetString(reader.FieldCount - 1);
            if (now != then) differences.Add("transfer_facts_differ", transfer.Id, then, now);
        }
    }

    private static async Task States(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            with told as (
              select (e.data->>'transferId')::uuid as id,
                bool_or(e.type = 'unit_transfer_sent') as sent, bool_or(e.type = 'unit_transfer_confirmed') as confirmed,
                bool_or(e.type = 'unit_transfer_settled') as settled, max(e.data->>'reason') filter (where e.type = 'unit_transfer_ended') as ended
              from dftp_events.mt_events e where e.type like 'unit\_transfer\_%' group by 1)
            select t.id, t.state, coalesce(case when d.settled then 'settled' when d.ended is not null then d.ended when d.confirmed then 'confirmed' when d.sent then 'sent' end, 'none')
            from payments.unit_transfer t left join told d on d.id = t.id
            """, connection);
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var (state, told) = (row.GetString(1), row.GetString(2));
            var fits = told == "none" ? state is TransferStates.Awaiting or TransferStates.Rejected or TransferStates.Withdrawn : state == told;
            if (!fits) differences.Add("transfer_state_differs", row.GetGuid(0), told, state);
        }
    }

    private static async Task Debts(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            with debt as (
              select case p.role when $1 then e.fund_id else p.counter_fund_id end as creditor, case p.role when $1 then p.counter_fund_id else e.fund_id end as debtor,
                sum(case p.side when 'D' then p.amount else -p.amount end) filter (where p.role = $1) as owed,
                sum(case p.side when 'C' then p.amount else -p.amount end) filter (where p.role = $2) as owes
              from ledger.entry e join ledger.posting p on p.entry_id = e.id
              where p.role in ($1, $2) and p.counter_fund_id is not null and e.source like 'unit\_transfer\_%' group by 1, 2)
            select creditor, coalesce(owed, 0)::bigint, coalesce(owes, 0)::bigint from debt where coalesce(owed, 0) <> coalesce(owes, 0)
            """, connection) { Parameters = { new() { Value = Roles.DueFromUnit }, new() { Value = Roles.DueToUnit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) differences.Add("transfer_debts_differ", row.GetGuid(0), $"{row.GetInt64(1)}", $"{row.GetInt64(2)}");
    }
}
