using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Cases;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>What a case still needs each month.</summary>
/// <param name="Purpose">One of <see cref="SlotPurposes"/>.</param>
/// <param name="AmountVnd">Đồng a month that nobody has promised, rounded down; 0 for goods.</param>
/// <param name="Goods">"gạo"; empty for money.</param>
/// <param name="Quantity">A month, in <paramref name="GoodsUnit"/>, that nobody has promised; 0 for money.</param>
public sealed record WaitingNeed(string Purpose, long AmountVnd, string Goods, string GoodsUnit, decimal Quantity);

/// <summary>A case that waits for a sponsor, as everybody may know it.</summary>
/// <param name="Case">Its code, of its commune.</param>
/// <param name="AgeBand">One of <see cref="AgeBands"/>; null without a public consent to the age.</param>
public sealed record WaitingCase(Guid UnitId, string Case, string? AgeBand, IReadOnlyList<WaitingNeed> Needs);

/// <param name="Total">Cases on all pages.</param>
public sealed record WaitingPage(IReadOnlyList<WaitingCase> Cases, int Total, int Page);

/// <summary>Reads who waits for a sponsor, who waits longest first. Read anew each time: what was withdrawn is gone at once.</summary>
public sealed class WaitingCases(Sessions sessions, TimeProvider time)
{
    public const int PageSize = 40;

    private const string Waiting = """
        select t.beneficiary_id, t.purpose, t.kind, t.goods, t.goods_unit, (12 * t.amount - f.money) / 12 as amount, trunc((12 * t.quantity - f.goods) / 12, 3) as quantity
        from sponsorships.case_state c join sponsorships.slot t on t.beneficiary_id = c.beneficiary_id
        cross join lateral (
          select coalesce(sum(p.yearly), 0)::bigint as money, coalesce(sum(p.yearly_quantity), 0) as goods
          from sponsorships.pledge p where p.slot_id = t.id and p.state in ('held', 'active', 'paused') and (p.ends_on is null or p.ends_on >= $1)) f
        where c.state = 'open' and c.stopped is null and t.starts_on <= $1 and (t.ends_on is null or t.ends_on >= $1)
          and case t.kind when 'money' then f.money < 12 * t.amount else f.goods < 12 * t.quantity end
          and (c.unit_id = any($2)) <> $3
        """;

    /// <param name="units">Units that are meant, or with <paramref name="butThese"/> those that are not.</param>
    public async Task<WaitingPage> List(IReadOnlyCollection<Guid> units, bool butThese, int page, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(time);
        List<(Guid Id, Guid Unit, string Code, List<WaitingNeed> Needs)> cases = [];
        var total = 0;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using (var select = new NpgsqlCommand($"""
                with waiting as ({Waiting}),
                listed as (
                  select b.id, b.unit_id, b.code, b.opened_on, count(*) over ()::int as total from sponsorships.beneficiary b
                  where b.id in (select beneficiary_id from waiting) order by b.opened_on, b.code, b.id limit $4 offset $5)
                select l.id, l.unit_id, l.code, w.purpose, w.amount, w.goods, w.goods_unit, w.quantity, l.total
                from listed l join waiting w on w.beneficiary_id = l.id
                order by l.opened_on, l.code, l.id, w.purpose, w.amount
                """, connection)
        {
            Parameters =
                {
                    new() { Value = today }, new() { Value = units.ToArray() }, new() { Value = butThese }, new() { Value = PageSize }, new() { Value = (long)(page - 1) * PageSize },
                },
        })
        {
            await using var row = await select.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                total = row.GetInt32(8);
                if (cases.Count == 0 || cases[^1].Id != row.GetGuid(0))
                    cases.Add((row.GetGuid(0), row.GetGuid(1), row.GetString(2), []));
                cases[^1].Needs.Add(new(row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetString(6), row.GetDecimal(7)));
            }
        }
        var shown = await Consents.Shown(connection, [.. cases.Select(c => c.Id)], today, true, cancellation);
        return new([.. cases.Select(c => new WaitingCase(
            c.Unit, c.Code, shown[c.Id].Age is { } age ? AgeBands.Of(age) : null, c.Needs))], total, page);
    }
}
