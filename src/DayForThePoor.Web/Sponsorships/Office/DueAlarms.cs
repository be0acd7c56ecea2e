using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>
/// Raises and closes alarms as of a day: one statement finds every cause there is, closes open alarms without a cause and
/// opens those that are missing. So it may run twice, or after days in which it did not run, and says the same.
/// </summary>
public sealed class DueAlarms(Sessions sessions)
{
    /// <summary>Days before an end, of a consent or a pledge, from which it is shown.</summary>
    public const int DaysAhead = 30;

    /// <summary>Days for which news of a life is shown when nobody says that they looked.</summary>
    public const int DaysOfNews = 90;

    /// <summary>$1 the day, $2 a unit or null for all, $3 now.</summary>
    public const string Statement = """
        with number as (
          select u.id as unit_id, coalesce(s.late_days, 15) as late_days, coalesce(s.visit_months, 3) as visit_months
          from dftp.unit u left join sponsorships.setting s on s.unit_id = u.id where $2::uuid is null or u.id = $2
        ), open_case as (
          select c.beneficiary_id, c.unit_id, b.opened_on, n.visit_months from sponsorships.case_state c
          join sponsorships.beneficiary b on b.id = c.beneficiary_id join number n on n.unit_id = c.unit_id where c.state = 'open' and c.stopped is null
        ), consent as (
          select k.beneficiary_id, k.item, k.for_public, max(k.valid_until) as until from sponsorships.consent k
          where k.withdrawn_at is null and exists (select from sponsorships.pledge p where p.beneficiary_id = k.beneficiary_id and p.state in ('held', 'active', 'paused'))
          group by 1, 2, 3
        ), cause (kind, unit_id, beneficiary_id, pledge_id, sponsor_id, since, detail) as (
          select 'case_stopped', c.unit_id, c.beneficiary_id, null::uuid, null::uuid, c.stopped_on, c.stopped
          from sponsorships.case_state c join number n on n.unit_id = c.unit_id where c.state = 'open' and c.stopped is not null and c.stopped_on <= $1
          union all
          select 'flagged', p.unit_id, p.beneficiary_id, p.id, p.sponsor_id,
            coalesce((select max(l.on_date) from sponsorships.life_change l where l.beneficiary_id = p.beneficiary_id and l.kind = p.flagged and not l.taken_back), p.starts_on), p.flagged
          from sponsorships.pledge p join number n on n.unit_id = p.unit_id where p.flagged is not null and p.state <> 'ended'
          union all
          select * from (
            select distinct on (l.beneficiary_id, l.kind like 'turned%', case when l.kind like 'turned%' then l.kind end)
              case when l.kind like 'turned%' then l.kind else 'life_change' end, c.unit_id, c.beneficiary_id, null::uuid, null::uuid, l.on_date, l.kind
            from sponsorships.life_change l join open_case c on c.beneficiary_id = l.beneficiary_id
            where not l.taken_back and l.on_date > $1::date - 90 and l.on_date <= $1
            order by l.beneficiary_id, l.kind like 'turned%', case when l.kind like 'turned%' then l.kind end, l.on_date desc, l.at desc) life
          union all
          select 'undecided', p.unit_id, p.beneficiary_id, p.id, p.sponsor_id,
            coalesce((select min(r.on_date) from sponsorships.received_part r where r.pledge_id = p.id and r.kind = 'undecided'), p.starts_on), ''
          from sponsorships.pledge p join number n on n.unit_id = p.unit_id where p.undecided > 0
          union all
          select 'no_payment', w.unit_id, w.beneficiary_id, w.pledge_id, w.sponsor_id, w.since, w.channel from (
            select w.pledge_id, w.unit_id, w.beneficiary_id, w.sponsor_id, w.channel, min(w.due_on) + min(n.late_days) + 1 as since
            from sponsorships.waiting_instalment w join number n on n.unit_id = w.unit_id where w.state = 'active' and w.due_on + n.late_days < $1 and w.due_on < $1 group by 1, 2, 3, 4, 5) w
          union all
          select 'hold_ended', p.unit_id, p.beneficiary_id, p.id, p.sponsor_id, h.on_date, '' from sponsorships.pledge p join number n on n.unit_id = p.unit_id
          cross join lateral (select max(t.on_date) as on_date from sponsorships.step t where t.subject_id = p.id and t.kind = 'pledge_hold_expired') h
          where p.state = 'offered' and h.on_date <= $1
          union all
          select 'slot_empty', e.unit_id, e.beneficiary_id, e.pledge_id, null::uuid, e.since, e.purpose from (
            select distinct on (p.slot_id) p.slot_id, s.unit_id, s.beneficiary_id, p.id as pledge_id, p.ended_on + 1 as since, s.purpose
            from sponsorships.pledge p join sponsorships.slot s on s.id = p.slot_id join open_case c on c.beneficiary_id = s.beneficiary_id
            where p.state = 'ended' and p.activated_on is not null and p.ended_on < $1 and s.starts_on <= $1 and (s.ends_on is null or s.ends_on >= $1)
              and not exists (select from sponsorships.pledge f where f.slot_id = p.slot_id and f.state in ('held', 'active', 'paused') and (f.ends_on is null or f.ends_on >= $1))
            order by p.slot_id, p.ended_on desc, p.id) e
          union all
          select case when k.until < $1 then 'consent_ended' else 'consent_ending' end, c.unit_id, k.beneficiary_id, null::uuid, null::uuid,
            case when k.until < $1 then min(k.until) + 1 else min(k.until) - 30 end, string_agg(distinct k.item, ',' order by k.item)
          from consent k join open_case c on c.beneficiary_id = k.beneficiary_id where k.until <= $1::date + 30 group by k.until < $1, c.unit_id, k.beneficiary_id
          union all
          select 'ends_soon', p.unit_id, p.beneficiary_id, p.id, p.sponsor_id, p.ends_on - 30, p.end_rule
          from sponsorships.pledge p join number n on n.unit_id = p.unit_id
          where p.state in ('active', 'paused') and not p.renews and p.ends_on >= $1 and p.ends_on <= $1::date + 30
          union all
          select 'no_visit', c.unit_id, c.beneficiary_id, null::uuid, null::uuid, v.since, '' from open_case c, lateral (
            select (greatest(c.opened_on, (select max(v.on_date) from sponsorships.visit v where v.beneficiary_id = c.beneficiary_id and v.on_date <= $1)) + make_interval(months => c.visit_months))::date as since) v
          where v.since <= $1
        ), closed as (
          update sponsorships.alarm a set closed_at = $3, closed_how = 'cause_gone' from number n
          where a.unit_id = n.unit_id and a.closed_at is null
            and not exists (select from cause c where c.kind = a.kind and coalesce(c.pledge_id, c.beneficiary_id, c.sponsor_id) = coalesce(a.pledge_id, a.beneficiary_id, a.sponsor_id))
            and not (a.kind = 'extra_to_check' and exists (select from sponsorships.pledge p where p.id = a.pledge_id and p.undecided > 0))
          returning a.unit_id
        ), moved as (
          update sponsorships.alarm a set since = c.since, detail = c.detail from cause c
          where a.closed_at is null and a.kind = c.kind and coalesce(a.pledge_id, a.beneficiary_id, a.sponsor_id) = coalesce(c.pledge_id, c.beneficiary_id, c.sponsor_id)
            and (a.since, a.detail) is distinct from (c.since, c.detail)
          returning a.unit_id
        ), raised as (
          insert into sponsorships.alarm (id, unit_id, kind, beneficiary_id, pledge_id, sponsor_id, since, detail, raised_at)
          select gen_random_uuid(), c.unit_id, c.kind, c.beneficiary_id, c.pledge_id, c.sponsor_id, c.since, c.detail, $3 from cause c
          where not exists (select from sponsorships.alarm a where a.closed_at is null and a.kind = c.kind
              and coalesce(a.pledge_id, a.beneficiary_id, a.sponsor_id) = coalesce(c.pledge_id, c.beneficiary_id, c.sponsor_id))
            and not exists (select from sponsorships.alarm a where a.closed_how = 'seen' and a.kind = c.kind and a.since = c.since
              and coalesce(a.pledge_id, a.beneficiary_id, a.sponsor_id) = coalesce(c.pledge_id, c.beneficiary_id, c.sponsor_id))
          on conflict (kind, coalesce(pledge_id, beneficiary_id, sponsor_id)) where closed_at is null do nothing
          returning unit_id
        )
        select unit_id, sum(raised)::bigint, sum(closed)::bigint from (
          select unit_id, 1 as raised, 0 as closed from raised union all select unit_id, 0, 1 from closed union all select unit_id, 0, 0 from moved) told
        group by unit_id
        """;

    public async Task Look(DateOnly on, Guid? unit, DateTimeOffset now, DueTally tally, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await DueTurn.Take(connection, cancellation);
        await using (var command = new NpgsqlCommand(Statement, connection)
        {
            CommandTimeout = 0, // the run's own end stops it
            Parameters = { new() { Value = on }, new() { Value = (object?)unit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = now } },
        })
        await using (var row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                tally.Add(row.GetGuid(0), DueCounts.Raised, row.GetInt64(1));
                tally.Add(row.GetGuid(0), DueCounts.Closed, row.GetInt64(2));
            }
        }
        await transaction.CommitAsync(cancellation);
    }
}
