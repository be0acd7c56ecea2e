using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>An approved grant on its way into a payment, and whom it helps.</summary>
/// <param name="Approved">Đồng that were decided.</param>
/// <param name="Ordered">Đồng that other live payments take of it.</param>
public sealed record SupportToPay(
    Guid Id, Guid FundId, string Purpose, Guid HouseholdId, Guid? MemberId, long Approved, long Ordered, Guid? EarmarkId, Guid? CampaignId, string Name, string Address, string Born, string? Class);

/// <summary>
/// Locks grants, so that two payments of one grant, or its payment and its withdrawal, come one after the other. The last
/// lock of every transaction.
/// </summary>
public static class SupportsToPay
{
    /// <summary>Codes: payment.grant_unknown, payment.grant_not_approved.</summary>
    /// <param name="except">The payment that asks: what it takes itself is not counted.</param>
    public static async Task<Outcome<IReadOnlyDictionary<Guid, SupportToPay>>> Lock(
        NpgsqlConnection connection, Guid unit, Guid except, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using (var locking = new NpgsqlCommand("select 1 from grants.support where id = any($1) order by id for update", connection) { Parameters = { new() { Value = ids.ToArray() } } })
            await locking.ExecuteNonQueryAsync(cancellation);
        await using var select = new NpgsqlCommand("""
            select s.id, s.fund_id, s.purpose, s.household_id, s.member_id, coalesce(s.approved, 0), s.earmark_id, s.campaign_id, s.state,
              coalesce((select sum(l.amount) from payments.line l join payments.payment p on p.id = l.payment_id
                where l.support_id = s.id and l.state <> 'returned' and p.state in ('awaiting_approval', 'awaiting_payment', 'paid') and p.id <> $3), 0)::bigint,
              coalesce(m.name, h.head_name), concat_ws(' ', case a.kind when 'thon' then 'Thôn' when 'tdp' then 'Tổ dân phố' else 'Khối' end, a.name, case when a.former <> '' then '(' || a.former || ')' end),
              coalesce(case when m.id is null then hm.birth_year::text else m.birth_year::text end, extract(year from case when m.id is null then hm.birth_date else m.birth_date end)::text, ''),
              (select c.class from households.classification c where c.household_id = h.id order by c.year desc limit 1)
            from grants.support s
            join households.household h on h.id = s.household_id
            join households.hamlet a on a.id = h.hamlet_id
            left join households.member m on m.id = s.member_id
            left join households.member hm on hm.household_id = h.id and hm.place = 1 and hm.left_on is null
            where s.id = any($1) and s.unit_id = $2
            """, connection) { Parameters = { new() { Value = ids.ToArray() }, new() { Value = unit }, new() { Value = except } } };
        var found = new Dictionary<Guid, SupportToPay>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (row.GetString(8) != "approved") return Refusal.Conflict("payment.grant_not_approved", "lines");
            found[row.GetGuid(0)] = new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), Id(row, 4), row.GetInt64(5), row.GetInt64(9), Id(row, 6), Id(row, 7),
                row.GetString(10), row.GetString(11), row.GetString(12), row.IsDBNull(13) ? null : row.GetString(13));
        }
        return found.Count == ids.Count ? found : Refusal.NotFound("payment.grant_unknown", "lines");
    }

    /// <summary>Why the lines may not be paid of these grants. Codes: payment.grant_other_fund, payment.above_grant.</summary>
    public static Refusal? WhyNot(IReadOnlyDictionary<Guid, SupportToPay> supports, Guid fund, IEnumerable<PaymentLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.SupportId is not { } id) continue;
            var support = supports[id];
            if (support.FundId != fund) return Refusal.Invalid("payment.grant_other_fund", $"lines[{line.Line - 1}].grant");
            if (line.Amount > support.Approved - support.Ordered)
                return Refusal.Conflict("payment.above_grant", $"lines[{line.Line - 1}].amountVnd", $"{line.Line}", MoneyText.Format(new Vnd(Math.Max(0, support.Approved - support.Ordered))));
        }
        return null;
    }

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
