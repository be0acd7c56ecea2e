-- psql: what a day does to pledges, by hand: events, rows and steps of holds that ran out, ends that were reached and plans that
-- are too short, a statement each. The program's own statements for notices and alarms follow it. Variable: day.
set jit = off;
create temp table due as
  select id, unit_id, version, 'pledge_hold_expired' as type, held_until + 1 as on_date, null::date as planned from sponsorships.pledge where state = 'held' and held_until < date :'day'
  union all
  select id, unit_id, version, 'pledge_ended', ends_on, null from sponsorships.pledge where state in ('active', 'paused') and not renews and ends_on < date :'day'
  union all
  select id, unit_id, version, 'pledge_schedule_extended', null, planned_until from sponsorships.pledge
    where state in ('held', 'active', 'paused') and planned_until < (date :'day' + interval '12 months')::date and (ends_on is null or ends_on >= planned_until + interval '1 month')
      and not (state = 'held' and held_until < date :'day') and not (state <> 'held' and ends_on < date :'day');
select id from sponsorships.pledge where id in (select id from due) order by id for update \g /dev/null
create temp table further as
  select d.id, d.unit_id, last.seq + k as seq, (p.starts_on + make_interval(months => last.seq + k - 1))::date as due_on, p.amount
  from due d join sponsorships.pledge p on p.id = d.id, lateral (select max(seq) as seq from sponsorships.instalment i where i.pledge_id = d.id) last, generate_series(1, 12) k
  where d.type = 'pledge_schedule_extended' and (p.ends_on is null or p.starts_on + make_interval(months => last.seq + k - 1) <= p.ends_on);
insert into dftp_events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
  select nextval('dftp_events.mt_events_sequence'), gen_random_uuid(), id, version + 1, jsonb_build_object('stepId', gen_random_uuid(), 'pledgeId', id, 'on', on_date, 'texts', '{}'::jsonb, 'instalments',
    (select jsonb_agg(jsonb_build_object('seq', f.seq, 'dueOn', f.due_on, 'amountVnd', f.amount) order by f.seq) from further f where f.id = due.id)), type, now(), '*DEFAULT*', '', false from due;
update dftp_events.mt_streams s set version = d.version + 1, timestamp = now() from due d where d.id = s.id;
insert into sponsorships.step (id, subject_id, kind, on_date, at, by_person) select gen_random_uuid(), id, type, on_date, now(), unit_id from due;
insert into sponsorships.instalment (pledge_id, seq, unit_id, due_on, amount) select id, seq, unit_id, due_on, amount from further;
update sponsorships.pledge p set version = p.version + 1,
    state = case d.type when 'pledge_hold_expired' then 'offered' when 'pledge_ended' then 'ended' else p.state end, held_until = case when d.type = 'pledge_hold_expired' then null else held_until end,
    ended_on = case when d.type = 'pledge_ended' then d.on_date end, end_reason = case when d.type = 'pledge_ended' then 'completed' end,
    planned_until = coalesce((select max(due_on) from further f where f.id = d.id), p.planned_until)
  from due d where d.id = p.id;
