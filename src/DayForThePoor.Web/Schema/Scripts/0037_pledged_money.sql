-- One transfer may bring the money of several pledges at once (a company for ten children): its line is taken by a gift each.
alter table statements.claim add column amount bigint check (amount > 0); -- đồng of the line; null: the whole
alter table statements.claim drop constraint claim_pkey;
alter table statements.claim add primary key (line_id, gift_id);
create or replace view statements.live_link as
  select l.line_id, l.item_id, l.amount, l.match_id from statements.match_link l where l.live
  union all
  select c.line_id, c.gift_id, coalesce(c.amount, s.amount), null::uuid from statements.claim c join statements.line s on s.id = c.line_id;

-- Money for a pledge is kept under the pledge's id until it is paid out, as that of an addressed gift under its own.
create or replace view payments.source as
  select g.id as source_id, 'gift' as kind, g.fund_id, coalesce(g.pledge_id, case when g.earmarked then g.id end) as earmark_id, g.campaign_id, g.document_date as day, g.recorded_at,
    case g.status when 'recorded' then g.amount else 0 end as amount
  from dftp.gift g where g.channel <> 'goods'
  union all
  select e.stream_id, 'bank_day', e.fund_id, null, (select p.campaign_id from ledger.posting p where p.entry_id = e.id and p.role = 'income_unlabelled' limit 1),
    e.document_date, e.recorded_at, greatest(sum(l.amount) - sum(coalesce(k.taken, 0)), 0)::bigint
  from ledger.entry e
  join statements.line l on l.day_event = e.id and l.side = 'C'
  left join lateral (
    select sum(k.amount) as taken from statements.live_link k left join statements.match m on m.id = k.match_id
    where k.line_id = l.id and (k.item_id is not null or m.kind in ('fund', 'pair', 'pending'))) k on true
  where e.source = 'statement_day_posted'
  group by e.id
  union all
  select e.stream_id, 'other', e.fund_id, (array_agg(p.earmark_id) filter (where p.earmark_id is not null))[1], null,
    min(e.document_date), min(e.recorded_at),
    greatest(sum(case when p.role not in ('cash', 'bank', 'in_transit', 'suspense_debits', 'due_to_unit', 'advance') then 0 when p.side = 'D' then p.amount else -p.amount end), 0)::bigint
  from ledger.entry e join ledger.posting p on p.entry_id = e.id
  where e.source not in ('donation_recorded', 'donation_reversed', 'goods_valued', 'statement_day_posted', 'statement_lines_matched', 'statement_lines_released',
    'payment_made', 'payment_returned', 'payment_voided')
  group by e.stream_id, e.fund_id;
