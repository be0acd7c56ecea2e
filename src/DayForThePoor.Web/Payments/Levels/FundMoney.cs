using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Whether an end can give what it sends. Asked with the fund's row locked, as every payment does.</summary>
public static class FundMoney
{
    /// <summary>
    /// Cash: no more than the box holds on that and every later day. By bank: no more than the fund owns in the box, at banks and
    /// on its way, less what came from another unit and is not confirmed; statements lag behind, so that an account alone says too little.
    /// </summary>
    public static async Task<Refusal?> WhyNotGive(NpgsqlConnection connection, TransferSide side, DateOnly date, long amount, CancellationToken cancellation)
    {
        if (side.AccountId is null) return await CashBox.WhyNotTake(connection, side.FundId, date, amount, cancellation);
        await using var query = new NpgsqlCommand("""
            select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint
            from ledger.entry e join ledger.posting p on p.entry_id = e.id where e.fund_id = $1 and p.role = any($2)
            """, connection)
        {
            Parameters = { new() { Value = side.FundId }, new() { Value = new[] { Roles.Cash, Roles.Bank, Roles.InTransit, Roles.DueToUnit } } },
        };
        var held = (long)(await query.ExecuteScalarAsync(cancellation))!;
        return held < amount ? Refusal.Invalid("transfer.over_balance", "amountVnd", MoneyText.Format(new Vnd(held))) : null;
    }
}
