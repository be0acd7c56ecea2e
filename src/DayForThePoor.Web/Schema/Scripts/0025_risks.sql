-- The same paper put to two grants is found by its content.
create index step_file_file on grants.step_file (file_id);

-- As before, with the name of the programme and its list as they were written.
create or replace view grants.received as
  select 'fund' as origin, id, unit_id, fund_id::text as source, proposal_id::text as list, household_id, member_id, purpose, coalesce(approved, 0) as amount,
    coalesce(approved_on, requested_on) as on_date, null::text as programme
  from grants.support where state in ('approved', 'closed')
  union all
  select 'outside', id, unit_id, source, nullif(list_folded, ''), household_id, member_id, purpose, amount, on_date,
    case list when '' then programme else programme || ' – ' || list end
  from grants.outside_support where taken_back_at is null;
