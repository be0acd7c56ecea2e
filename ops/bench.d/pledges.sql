-- psql: a commune with many pledges that run well, one in a hundred late, some that end and some holds that run out, as their
-- events and rows would stand. Variables: pledges (how many), unit (its code), day (today). Everything is made up.
create temp table u as select v.unit_id, (select id from ledger.fund f where f.unit_id = v.unit_id and f.kind = 'VNN' limit 1) as fund_id from dftp.unit_version v where v.code = :'unit' and v.valid_to is null;
insert into households.hamlet (id, unit_id, kind, name, folded, valid_from)
  select '00000000-0000-4000-8d00-000000000000', unit_id, 'thon', 'Thôn Thử', 'thon thu bench', '2020-01-01' from u;
create temp table n as select i, unit_id, fund_id,
    ('00000000-0000-4000-8d01-' || lpad(to_hex(i), 12, '0'))::uuid as household, ('00000000-0000-4000-8d02-' || lpad(to_hex(i), 12, '0'))::uuid as member,
    ('00000000-0000-4000-8d03-' || lpad(to_hex(i), 12, '0'))::uuid as beneficiary, ('00000000-0000-4000-8d04-' || lpad(to_hex(i), 12, '0'))::uuid as slot,
    ('00000000-0000-4000-8d05-' || lpad(to_hex(1 + i / 20), 12, '0'))::uuid as sponsor, ('00000000-0000-4000-8d06-' || lpad(to_hex(i), 12, '0'))::uuid as pledge,
    (date :'day' - (i % 336)) as starts_on,
    case when i % 20 = 0 then date :'day' + (i / 20) % 60 end as ends_on,
    case when i % 50 = 1 then 'held' else 'active' end as state
  from generate_series(1, :pledges) i, u;
insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
  select household, unit_id, 'DD-' || i, '00000000-0000-4000-8d00-000000000000', 'Nguyễn Thị Thử', 'Thử', 'dd-' || i || ' nguyen thi thu', 1, now(), household from n;
insert into households.member (id, household_id, unit_id, place, name, relation, birth_date)
  select member, household, unit_id, 1, 'Nguyễn Thị Thử', 'child', date :'day' - 3650 - i % 1800 from n;
insert into sponsorships.sponsor (id, unit_id, code, kind, name, follow_code, folded, recorded_at, recorded_by)
  select distinct on (sponsor) sponsor, unit_id, 'BENCH-' || i / 20, 'person', 'Nguyễn Văn Thử', 'bench-' || i / 20, 'bench-' || i / 20 || ' nguyen van thu', now(), sponsor from n;
insert into sponsorships.beneficiary (id, unit_id, code, household_id, member_id, kind, father, mother, opened_on, folded, recorded_at, recorded_by)
  select beneficiary, unit_id, 'BENCH-' || i, household, member, 'orphan', 'dead', 'dead', starts_on - 30, 'bench-' || i, now(), beneficiary from n;
insert into sponsorships.case_state (beneficiary_id, unit_id, state, version) select beneficiary, unit_id, 'open', 1 from n;
insert into sponsorships.visit (id, beneficiary_id, on_date, text, recorded_at, recorded_by) select gen_random_uuid(), beneficiary, date :'day' - i % 93, '', now(), beneficiary from n;
insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, amount, starts_on, recorded_at, recorded_by)
  select slot, beneficiary, unit_id, (array['meals', 'school', 'health', 'living'])[1 + i % 4], 'money', 500000, starts_on, now(), slot from n;
create temp table planned as
  select n.pledge, n.unit_id, n.state, s.seq, (n.starts_on + make_interval(months => s.seq - 1))::date as due_on,
    case when n.state = 'active' and n.starts_on + make_interval(months => s.seq - 1) < date :'day' - case when n.i % 100 = 7 then 45 else s.seq % 5 end then 500000 else 0 end as received
  from n, generate_series(1, 24) s(seq) where n.ends_on is null or n.starts_on + make_interval(months => s.seq - 1) <= n.ends_on;
insert into sponsorships.pledge (id, unit_id, sponsor_id, beneficiary_id, slot_id, fund_id, channel, amount, frequency, starts_on, ends_on, end_rule, renews, yearly, yearly_quantity, state, held_until,
    activated_on, planned_until, received, version, offered_at, offered_by)
  select n.pledge, n.unit_id, sponsor, beneficiary, slot, fund_id, 'fund', 500000, 'monthly', starts_on, ends_on, case when ends_on is null then 'lifetime' else 'date' end, false, 6000000, 0, n.state,
    case when n.state = 'held' then date :'day' + i / 50 % 14 end, case when n.state = 'active' then starts_on end, p.last, p.received, case when n.state = 'active' then 3 else 2 end, now() - i * interval '1 minute', sponsor
  from n join (select pledge, max(due_on) as last, sum(received) as received from planned group by 1) p on p.pledge = n.pledge;
insert into sponsorships.instalment (pledge_id, seq, unit_id, due_on, amount, received) select pledge, seq, unit_id, due_on, 500000, received from planned;
insert into dftp_events.mt_streams (id, version, timestamp, tenant_id)
  select pledge, case when state = 'active' then 3 else 2 end, now(), '*DEFAULT*' from n union all select beneficiary, 1, now(), '*DEFAULT*' from n;
create temp table event as
  select pledge as stream, 1 as version, 'pledge_offered' as type, jsonb_strip_nulls(jsonb_build_object('stepId', pledge, 'pledgeId', pledge, 'unitId', n.unit_id, 'sponsorId', sponsor,
    'terms', jsonb_build_object('channel', 'fund', 'amountVnd', 500000, 'frequency', 'monthly', 'startsOn', starts_on, 'endRule', case when ends_on is null then 'lifetime' else 'date' end, 'renews', false, 'endsOn', ends_on),
    'instalments', (select jsonb_agg(jsonb_build_object('seq', s, 'dueOn', (starts_on + make_interval(months => s - 1))::date, 'amountVnd', 500000)) from generate_series(1, 24) s
      where ends_on is null or starts_on + make_interval(months => s - 1) <= ends_on),
    'texts', '{}'::jsonb, 'by', sponsor, 'beneficiaryId', beneficiary, 'slotId', slot, 'fundId', fund_id)) as data from n
  union all
  select pledge, 2, 'pledge_held', jsonb_build_object('stepId', gen_random_uuid(), 'pledgeId', pledge, 'until', date :'day' + i / 50 % 14, 'texts', '{}'::jsonb, 'by', sponsor) from n
  union all
  select pledge, 3, 'pledge_activated', jsonb_build_object('stepId', gen_random_uuid(), 'pledgeId', pledge, 'on', starts_on, 'causeId', gen_random_uuid(), 'texts', '{}'::jsonb, 'by', sponsor) from n where state = 'active'
  union all
  select beneficiary, 1, 'case_opened', jsonb_build_object('stepId', beneficiary, 'beneficiaryId', beneficiary, 'unitId', unit_id, 'texts', '{}'::jsonb, 'by', sponsor) from n;
insert into dftp_events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
  select nextval('dftp_events.mt_events_sequence'), gen_random_uuid(), stream, version, data, type, now(), '*DEFAULT*', '', false from event order by stream, version;
