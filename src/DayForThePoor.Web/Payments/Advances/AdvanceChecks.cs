using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>No advance is settled beyond what was paid of it, and what their own vouchers left on the account of advances is what is open.</summary>
public sealed class AdvanceChecks : ILedgerCheckPart
{
    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            with told as (select fund_id, sum(open)::bigint as open, min(open) as least from payments.advance_stand group by 1),
            posted as (
              select e.fund_id, sum(case p.side when 'D' then p.amount else -p.amount end)::bigint as amount
              from ledger.entry e join ledger.posting p on p.entry_id = e.id
              where p.role = $1 and (e.source like 'payment\_%' or exists (select from payments.advance_return b where b.receipt_id = e.stream_id)) group by 1)
            select coalesce(t.fund_id, p.fund_id), coalesce(p.amount, 0), coalesce(t.open, 0) from told t full join posted p on p.fund_id = t.fund_id
            where coalesce(p.amount, 0) <> coalesce(t.open, 0) or t.least < 0
            """, connection) { Parameters = { new() { Value = Roles.Advance } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) differences.Add("advances_differ", row.GetGuid(0), $"{row.GetInt64(1)}", $"{row.GetInt64(2)}");
    }
}
