using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>
/// Writes what sponsors have to be told as of a day, and takes away what was never told and is not true any more. Days follow
/// from what happened, never from the day of the run, so a run after a pause writes the same.
/// </summary>
public sealed class DueNotices(Sessions sessions)
{
    /// <summary>Days before an instalment falls due.</summary>
    public const int DaysBefore = 7;

    /// <summary>Least days between two reminders about a pledge.</summary>
    public const int DaysBetween = 20;

    /// <summary>$1 the day, $2 a unit or null for all. That a life changed stays to be told however late it was written down.</summary>
    public const string Drop = """
        delete from sponsorships.notice n
        where n.told_on is null and ($2::uuid is null or n.unit_id = $2) and (
          not exists (select from sponsorships.notice_to_tell t where t.id = n.id)
          or (n.kind in ('due_soon', 'ends_soon') and n.args[1]::date < $1)
          or (n.kind in ('handed_over', 'ended') and n.on_date <= $1::date - 90))
        """;

    /// <summary>$1 the day, $2 a unit or null for all, $3 now.</summary>
    public const string Write = """
        with number as (
          select u.id as unit_id, coalesce(s.late_days, 15) as late_days from dftp.unit u left join sponsorships.setting s on s.unit_id = u.id where $2::uuid is null or u.id = $2
        ), late as (
          select distinct on (w.pledge_id) w.*, n.late_days from sponsorships.waiting_instalment w join number n on n.unit_id = w.unit_id
          where w.state = 'active' and w.due_on < $1 and w.due_on + n.late_days < $1 order by w.pledge_id, w.seq
        ), reminded as (
          select l.pledge_id, max(n.told_on) as told_on, coalesce(max(right(n.kind, 1)::int) filter (where n.args[1] = l.due_on::text), 0) as stage
          from late l join sponsorships.notice n on n.pledge_id = l.pledge_id and n.kind like 'late%' and n.told_on is not null group by 1
        ), news (unit_id, sponsor_id, pledge_id, kind, on_date, args) as (
          select w.unit_id, w.sponsor_id, w.pledge_id, 'due_soon', w.due_on - 7, array[w.due_on::text, w.missing::text]
          from sponsorships.waiting_instalment w join number n on n.unit_id = w.unit_id where w.due_on >= $1 and w.due_on <= $1::date + 7
          union all
          select l.unit_id, l.sponsor_id, l.pledge_id, 'late_' || (coalesce(r.stage, 0) + 1), greatest(l.due_on + l.late_days + 1, r.told_on + 20), array[l.due_on::text, l.missing::text]
          from late l left join reminded r on r.pledge_id = l.pledge_id
          where coalesce(r.stage, 0) < 3 and (r.told_on is null or r.told_on + 20 <= $1)
            and not exists (select from sponsorships.notice n where n.pledge_id = l.pledge_id and n.kind like 'late%' and n.told_on is null)
          union all
          select p.unit_id, p.sponsor_id, p.id, 'handed_over', h.on_date, array[h.on_date::text, sum(h.amount)::text]
          from (
            select d.pledge_id, d.on_date, d.amount from sponsorships.delivery d where not d.taken_back and d.on_date > $1::date - 90 and d.on_date <= $1
            union all
            select l.earmark_id, (coalesce(case when m.payee_kind = 'list' then l.changed_at end, m.paid_at) at time zone 'Asia/Ho_Chi_Minh')::date, l.amount
            from payments.line l join payments.payment m on m.id = l.payment_id
            where l.slot_id is not null and l.earmark_id is not null and l.state <> 'returned' and m.state = 'paid' and (m.payee_kind <> 'list' or l.state = 'collected')
              and coalesce(case when m.payee_kind = 'list' then l.changed_at end, m.paid_at) > ($1::date - 90)::timestamp at time zone 'Asia/Ho_Chi_Minh'
          ) h join sponsorships.pledge p on p.id = h.pledge_id join number n on n.unit_id = p.unit_id
          where h.on_date > $1::date - 90 and h.on_date <= $1 group by p.id, h.on_date
          union all
          select distinct p.unit_id, p.sponsor_id, p.id, 'life_change', l.on_date, array[l.on_date::text]
          from sponsorships.life_change l join sponsorships.pledge p on p.beneficiary_id = l.beneficiary_id join number n on n.unit_id = p.unit_id
          where not l.taken_back and l.kind not like 'turned%' and l.on_date > $1::date - 90 and l.on_date <= $1
            and p.activated_on is not null and l.on_date >= p.starts_on and (p.state <> 'ended' or p.ended_on >= l.on_date)
          union all
          select p.unit_id, p.sponsor_id, p.id, 'ends_soon', p.ends_on - 30, array[p.ends_on::text]
          from sponsorships.pledge p join number n on n.unit_id = p.unit_id
          where p.state in ('active', 'paused') and not p.renews and p.ends_on >= $1 and p.ends_on <= $1::date + 30
          union all
          select p.unit_id, p.sponsor_id, p.id, 'ended', p.ended_on, array[p.ended_on::text]
          from sponsorships.pledge p join number n on n.unit_id = p.unit_id
          where p.state = 'ended' and p.activated_on is not null and p.end_reason <> 'mistaken' and p.ended_on > $1::date - 90 and p.ended_on <= $1
        ), made as (
          insert into sponsorships.notice (id, unit_id, sponsor_id, pledge_id, kind, on_date, args, made_at)
          select gen_random_uuid(), unit_id, sponsor_id, pledge_id, kind, on_date, args, $3 from news on conflict (pledge_id, kind, on_date) do nothing returning unit_id
        )
        select unit_id, count(*) from made group by unit_id
        """;

    public async Task Look(DateOnly on, Guid? unit, DateTimeOffset now, DueTally tally, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await DueTurn.Take(connection, cancellation);
        await using (var drop = Command(Drop)) await drop.ExecuteNonQueryAsync(cancellation);
        await using (var write = Command(Write))
        {
            write.Parameters.Add(new() { Value = now });
            await using var row = await write.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation)) tally.Add(row.GetGuid(0), DueCounts.Notices, row.GetInt64(1));
        }
        await transaction.CommitAsync(cancellation);

        NpgsqlCommand Command(string sql) => new(sql, connection)
        {
            CommandTimeout = 0, // the run's own end stops it
            Parameters = { new() { Value = on }, new() { Value = (object?)unit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid } },
        };
    }
}
