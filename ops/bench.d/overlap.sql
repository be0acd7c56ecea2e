-- pgbench: what a household and the people in it received, by hand: its own, what was merged into it, and what people of it
-- received in other households, within the months and years of the unit's rule. Variable: households (how many there are).
\set number random(1, :households)
with household as (
  select h.id, coalesce(r.overlap_months, 12) as months, coalesce(r.once_in_years, 5) as years
  from households.household h left join grants.rule r on r.unit_id = h.unit_id and r.purpose = 'house' and not r.taken_back and daterange(r.valid_from, r.valid_to, '[]') @> current_date
  where h.id = ('00000000-0000-4000-8000-' || lpad(to_hex(:number::int), 12, '0'))::uuid
), related as (
  select id as household_id, null::uuid as member_id from household
  union all
  select g.household_id, null from household h join households.happening g on g.other_id = h.id and g.kind = 'merged' join households.household m on m.id = g.household_id and m.ended = 'merged'
  union all
  select o.household_id, o.id from household h
  join households.member m on m.household_id = h.id and m.left_on is null and m.id_print is not null
  join households.member o on o.id_print = m.id_print and o.household_id <> h.id
), received as (
  select s.id, s.unit_id, s.purpose, s.approved as amount, s.approved_on as on_date, s.proposal_id::text as list, s.fund_id::text as source
  from related r join grants.support s on s.household_id = r.household_id and (r.member_id is null or s.member_id is null or s.member_id = r.member_id)
  where s.state in ('approved', 'closed')
  union all
  select s.id, s.unit_id, s.purpose, s.amount, s.on_date, s.list, s.programme
  from related r join grants.outside_support s on s.household_id = r.household_id and (r.member_id is null or s.member_id is null or s.member_id = r.member_id)
  where s.taken_back_at is null
)
select r.* from received r, household h
where on_date > current_date - make_interval(months => months) or (purpose = 'house' and on_date > current_date - make_interval(years => years)) order by on_date desc;
