using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Donations;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>
/// An addressed gift (có địa chỉ) stands as long as something stands on it: its money is kept under its own id or its pledge's, so what was
/// paid or decided from it would belong to nothing. General gifts are pooled and may end; the cash box says whether it can.
/// </summary>
internal sealed class AddressedGifts : IGiftGuard
{
    /// <summary>Codes: payment.of_addressed_gift, payment.addressed_gift_granted.</summary>
    public async Task<Refusal?> WhyNotEnd(NpgsqlConnection connection, Guid donation, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select coalesce((select sum(s.amount) from payments.slice s where s.source_id = $1 and s.earmark_id is not null), 0)::bigint,
              (select count(*) from grants.support g where g.earmark_id = $1 and g.state <> all ($2))
            """, connection)
        {
            Parameters = { new() { Value = donation }, new() { Value = (string[])[GrantStates.Closed, GrantStates.Rejected, GrantStates.Withdrawn] } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        if (row.GetInt64(0) is > 0 and var paid) return Refusal.Conflict("payment.of_addressed_gift", null, MoneyText.Format(new Vnd(paid)));
        return row.GetInt64(1) > 0 ? Refusal.Conflict("payment.addressed_gift_granted") : null;
    }
}
