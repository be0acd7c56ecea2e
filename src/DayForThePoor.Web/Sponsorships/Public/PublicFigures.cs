using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>What is published of all cases, small groups merged.</summary>
/// <param name="On">Business date up to which is counted.</param>
/// <param name="At">When it was counted.</param>
/// <param name="Places">Empty where there are too few cases to tell anything.</param>
public sealed record PublishedFigures(DateOnly On, DateTimeOffset At, IReadOnlyList<FigurePlace> Places)
{
    public SponsorshipFigures Total => SponsorshipFigures.Sum(Places.Select(place => place.Total));

    /// <summary>The place that tells of a unit; null where it is told of with others, or nothing is.</summary>
    public FigurePlace? Apart(Guid unit) => Places.FirstOrDefault(place => place.Units is [var only] && only == unit);

    public IReadOnlySet<Guid> UnitsApart => Places.Where(place => place.Units.Count == 1).Select(place => place.Units[0]).ToHashSet();
}

/// <summary>
/// Counts the figures of the current year and keeps them for some minutes: everybody may ask for them. No consent has a part in
/// them, so a kept copy never shows what was withdrawn.
/// </summary>
public sealed class PublicFigures(Sessions sessions, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Of each unit and kind: who has or had an open case in the year, the slots that stand, and the money of the year. What was
    /// promised for a case that was merged counts for the one that stands. A sponsor who left the choice to the commune counts
    /// once somebody was chosen.
    /// </summary>
    private const string Cells = """
        with recursive same as (
          select beneficiary_id as id, beneficiary_id as stands from sponsorships.case_state where state <> 'merged'
          union all
          select c.beneficiary_id, s.stands from same s join sponsorships.case_state c on c.merged_into = s.id and c.state = 'merged'),
        promising as (
          select p.id, p.state, p.paused_from, s.stands from sponsorships.pledge p join same s on s.id = p.beneficiary_id
          where p.state in ('held', 'active', 'paused') or (p.state = 'ended' and p.activated_on is not null)),
        money as (
          select p.stands, i.amount as promised, 0::bigint as received, 0::bigint as delivered
          from promising p join sponsorships.instalment i on i.pledge_id = p.id
          where i.due_on between $1 and $2 and not i.dropped
            and not (p.state = 'paused' and i.due_on >= p.paused_from and i.received + i.delivered = 0 and i.delivered_quantity = 0)
          union all
          select s.stands, 0, r.amount, 0 from sponsorships.received_part r join sponsorships.pledge p on p.id = r.pledge_id join same s on s.id = p.beneficiary_id
          where r.on_date between $1 and $2
          union all
          select s.stands, 0, d.amount, d.amount from sponsorships.delivery d join sponsorships.pledge p on p.id = d.pledge_id join same s on s.id = p.beneficiary_id
          where d.on_date between $1 and $2 and not d.taken_back
          union all
          select s.stands, 0, 0, l.amount
          from payments.line l join payments.payment y on y.id = l.payment_id join sponsorships.pledge p on p.id = l.earmark_id join same s on s.id = p.beneficiary_id
          where l.slot_id is not null and y.state = 'paid' and (y.payee_kind <> 'list' or l.state = 'collected') and l.state <> 'returned'
            and (coalesce(l.changed_at, y.paid_at) at time zone '+07')::date between $1 and $2),
        spent as (select stands, sum(promised) as promised, sum(received) as received, sum(delivered) as delivered from money group by 1),
        slots as (
          select t.beneficiary_id, count(*) filter (where f.filled) as sponsored, count(*) filter (where not f.filled) as open
          from sponsorships.slot t cross join lateral (
            select exists (select from sponsorships.pledge p where p.slot_id = t.id and p.state in ('held', 'active', 'paused') and (p.ends_on is null or p.ends_on >= $2)) as filled) f
          where t.starts_on <= $2 and (t.ends_on is null or t.ends_on >= $2) group by 1)
        select b.unit_id, b.kind, count(*)::int,
          coalesce(sum(t.sponsored) filter (where c.state = 'open'), 0)::int, coalesce(sum(t.open) filter (where c.state = 'open'), 0)::int,
          coalesce(sum(m.promised), 0)::bigint, coalesce(sum(m.received), 0)::bigint, coalesce(sum(m.delivered), 0)::bigint
        from sponsorships.beneficiary b join sponsorships.case_state c on c.beneficiary_id = b.id
        left join slots t on t.beneficiary_id = b.id left join spent m on m.stands = b.id
        where c.state = 'open' or (c.state = 'closed' and (c.closed_on >= $1 or m.stands is not null))
        group by 1, 2
        """;

    private readonly SemaphoreSlim counting = new(1);
    private (PublishedFigures Figures, long At)? kept;

    public async Task<PublishedFigures> Now(CancellationToken cancellation)
    {
        if (Fresh() is { } fresh) return fresh;
        await counting.WaitAsync(cancellation);
        try
        {
            if (Fresh() is { } countedMeanwhile) return countedMeanwhile;
            var at = time.GetTimestamp();
            var figures = await Count(cancellation);
            kept = (figures, at);
            return figures;
        }
        finally
        {
            counting.Release();
        }
    }

    private PublishedFigures? Fresh() =>
        kept is { } had && time.GetElapsedTime(had.At) < Keep && had.Figures.On == VietnamTime.TodayIn(time) ? had.Figures : null;

    private async Task<PublishedFigures> Count(CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(time);
        List<FigureCell> cells = [];
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(Cells, connection) { Parameters = { new() { Value = new DateOnly(today.Year, 1, 1) }, new() { Value = today } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            cells.Add(new(row.GetGuid(0), row.GetString(1), new(
                row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7))));
        }
        return new(today, time.GetUtcNow(), SmallGroups.Of(cells));
    }

    public void Dispose() => counting.Dispose();
}
