using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Grants;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>An approved grant on its way into a payment, and whom it helps.</summary>
/// <param name="Ordered">Đồng that other live payments take of it.</param>
/// <param name="Born">Year of birth, empty when not known.</param>
/// <param name="Class">Of the household in its last review.</param>
public sealed record SupportToPay(PayableGrant Grant, long Ordered, string Name, string Address, string Born, string? Class)
{
    public long Left => Math.Max(0, Grant.ApprovedVnd - Ordered);
}

/// <summary>
/// Holds the grants that a payment names, so that two payments of one grant, or its payment and its withdrawal, come one
/// after the other. The last lock of every transaction.
/// </summary>
public sealed class SupportsToPay(IEnumerable<IPayableGuard> guards)
{
    /// <summary>Codes: those of <see cref="PayableGrants.Lock"/> and grant.unknown for one of another unit.</summary>
    /// <param name="except">The payment that asks: what it takes itself is not counted.</param>
    public async Task<Outcome<IReadOnlyDictionary<Guid, SupportToPay>>> Lock(
        NpgsqlConnection connection, Guid unit, Guid except, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var locked = await PayableGrants.Lock(connection, ids, cancellation);
        if (!locked.TryGet(out var grants)) return new(locked.Refusals);
        if (grants.Any(grant => grant.UnitId != unit)) return Refusal.NotFound("grant.unknown", "grant");
        var byId = grants.ToDictionary(grant => grant.Id);
        await using var select = new NpgsqlCommand("""
            select s.id,
              coalesce((select sum(l.amount) from payments.line l join payments.payment p on p.id = l.payment_id
                where l.support_id = s.id and l.state <> 'returned' and p.state in ('awaiting_approval', 'awaiting_payment', 'paid') and p.id <> $2), 0)::bigint,
              coalesce(m.name, h.head_name), a.kind, a.name, a.former,
              coalesce(extract(year from m.birth_date)::text, m.birth_year::text, ''),
              (select c.class from households.classification c where c.household_id = h.id order by c.year desc limit 1)
            from grants.support s
            join households.household h on h.id = s.household_id
            join households.hamlet a on a.id = h.hamlet_id
            left join households.member m on m.household_id = h.id and case when s.member_id is null then m.place = 1 and m.left_on is null else m.id = s.member_id end
            where s.id = any($1)
            """, connection) { Parameters = { new() { Value = ids.ToArray() }, new() { Value = except } } };
        var found = new Dictionary<Guid, SupportToPay>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found[row.GetGuid(0)] = new(
                byId[row.GetGuid(0)], row.GetInt64(1), row.GetString(2), new HamletName(row.GetString(3), row.GetString(4), row.GetString(5)).Text,
                row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7));
        }
        return found;
    }

    /// <summary>Why the lines may not be paid of these grants. Codes: payment.grant_other_fund, payment.above_grant, those of every guard.</summary>
    public async Task<Refusal?> WhyNot(
        NpgsqlConnection connection, IReadOnlyDictionary<Guid, SupportToPay> supports, Guid fund, IReadOnlyList<PaymentLine> lines, CancellationToken cancellation)
    {
        List<GrantPayment> asked = [];
        foreach (var line in lines)
        {
            if (line.SupportId is not { } id) continue;
            var support = supports[id];
            if (support.Grant.FundId != fund) return Refusal.Invalid("payment.grant_other_fund", $"lines[{line.Line - 1}].grant");
            if (line.Amount > support.Left) return Refusal.Conflict("payment.above_grant", $"lines[{line.Line - 1}].amountVnd", $"{line.Line}", MoneyText.Format(new Vnd(support.Left)));
            asked.Add(new(id, support.Ordered, line.Amount));
        }
        if (asked.Count == 0) return null;
        foreach (var guard in guards)
            if (await guard.WhyNot(connection, asked, cancellation) is { } refusal) return refusal;
        return null;
    }
}
