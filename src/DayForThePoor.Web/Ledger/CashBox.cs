using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>The cash of a fund day by day. A box cannot hold less than nothing, on any date.</summary>
public static class CashBox
{
    /// <summary>
    /// Why <paramref name="amount"/> đồng may not leave the box on <paramref name="date"/>: on that or a later day it would
    /// be below zero. Asked with the fund's row locked, else two payments could each see the money of one.
    /// </summary>
    public static async Task<Refusal?> WhyNotTake(NpgsqlConnection connection, Guid fund, DateOnly date, long amount, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("""
            with days as (
              select greatest(e.document_date, $2) as day, sum(case p.side when 'D' then p.amount else -p.amount end) as change
              from ledger.entry e join ledger.posting p on p.entry_id = e.id
              where e.fund_id = $1 and p.role = $3 group by 1
              union all
              select $2, 0)
            select day, balance::bigint from (select day, sum(change) over (order by day) as balance from days) held
            where balance < $4 order by balance limit 1
            """, connection)
        {
            Parameters = { new() { Value = fund }, new() { Value = date }, new() { Value = Roles.Cash }, new() { Value = amount } },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? Refusal.Invalid("ledger.cash_negative", "amountVnd", VietnamTime.Text(reader.GetFieldValue<DateOnly>(0)), MoneyText.Format(new Vnd(reader.GetInt64(1))))
            : null;
    }
}
