using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>The rows of minutes under their lock; the last lock of a posting transaction.</summary>
public static class HandOverSigning
{
    /// <summary>Locks the minutes and says why this person may not sign for this side now. A repeat of one's own signature is no reason.</summary>
    public static async Task<Outcome<HandOverRecord>> Hold(NpgsqlConnection connection, SignHandOver command, CancellationToken cancellation)
    {
        await using (var hold = new NpgsqlCommand("select 1 from ledger.hand_over where id = $1 for update", connection) { Parameters = { new() { Value = command.Id } } })
            await hold.ExecuteNonQueryAsync(cancellation);
        if (await HandOverRecords.Find(connection, command.Id, cancellation) is not { } record || record.SideOf(command.UnitId) is not { } side)
            return Refusal.NotFound("handover.unknown");
        if (side.SignedById == command.By.PersonId) return record;
        if (record.State == HandOverStates.Withdrawn) return Refusal.Conflict("handover.withdrawn");
        if (side.SignedById is not null) return Refusal.Conflict("handover.side_signed");
        return record.Sides.Any(other => other.SignedById == command.By.PersonId) ? Refusal.Conflict("handover.signed_other_side") : record;
    }

    public static async Task Sign(NpgsqlConnection connection, SignHandOver command, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var sign = new NpgsqlCommand(
            "update ledger.hand_over_side set signed_by = $3, signed_at = $4 where hand_over_id = $1 and unit_id = $2 and signed_by is null", connection)
        {
            Parameters = { new() { Value = command.Id }, new() { Value = command.UnitId }, new() { Value = command.By.PersonId }, new() { Value = now } },
        };
        await sign.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Everything beside the books that the last signature changes: the state, the end of the fund and of its accounts,
    /// accounts of new holders, and the shares. Null: done.</summary>
    public static async Task<Refusal?> End(
        NpgsqlConnection connection, HandOverRecord record, DateOnly date, Actor by, RegistrySnapshot known, DateTimeOffset now, CancellationToken cancellation)
    {
        var minute = record.Minute;
        var weights = HandOverPosting.Weights(minute);
        await using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update ledger.hand_over set state = 'posted', document_date = $2, ended_at = $3, ended_by = $4 where id = $1")
                {
                    Parameters = { new() { Value = record.Id }, Day(date), new() { Value = now }, new() { Value = by.PersonId } },
                },
                new("update ledger.fund set handed_over_on = $2 where id = $1") { Parameters = { new() { Value = minute.FundId }, Day(minute.ClosingOn) } },
                new("update ledger.bank_account set closed_on = $2 where id = any($1)")
                {
                    Parameters = { new() { Value = minute.Accounts.Select(a => a.AccountId).ToArray() }, Day(minute.ClosingOn) },
                },
                new("""
                    insert into ledger.fund_share (fund_id, receiver_id, hand_over_id, weight)
                    select $1, s.receiver_id, $2, s.weight from unnest($3::uuid[], $4::bigint[]) s(receiver_id, weight)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = minute.FundId }, new() { Value = record.Id }, new() { Value = weights.Select(w => w.FundId).ToArray() },
                        new() { Value = weights.Select(w => w.Weight).ToArray() },
                    },
                },
            },
        })
            await batch.ExecuteNonQueryAsync(cancellation);

        foreach (var account in minute.Accounts.Where(a => a.NewAccountId is not null))
            if (!await Open(connection, account, minute, known, cancellation)) return Refusal.Conflict("account.code_known", null, account.NewAccount!);
        return null;
    }

    /// <summary>The same account of the bank under its new holder, from the day after the moment of closing.</summary>
    private static async Task<bool> Open(
        NpgsqlConnection connection, MinuteAccount account, HandOverMinute minute, RegistrySnapshot known, CancellationToken cancellation)
    {
        var old = known.Accounts[account.AccountId];
        var holder = minute.Receivers.First(r => r.UnitId == account.ToUnitId);
        await using var insert = new NpgsqlCommand("""
            insert into ledger.bank_account (id, unit_id, code, kind, bin, bank_name, branch, number, holder, opened_on, default_fund_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = account.NewAccountId!.Value }, new() { Value = holder.UnitId }, new() { Value = account.NewAccount! }, new() { Value = old.Kind },
                new() { Value = (object?)old.Bin ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = old.BankName }, new() { Value = old.Branch },
                new() { Value = old.Number }, new() { Value = HandOverTexts.OnPaper("Account.Holder", holder.Unit) }, Day(minute.ClosingOn.AddDays(1)), new() { Value = holder.FundId },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static NpgsqlParameter Day(DateOnly day) => new() { Value = day, NpgsqlDbType = NpgsqlDbType.Date };
}
