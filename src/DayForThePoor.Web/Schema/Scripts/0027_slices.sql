-- Which money that came in paid what. Rows are only added: what comes back is a negative row of a later step, so that the
-- sum over a payment is what it cost in the end. Internal: nobody but the giver of an addressed gift is told.
create table payments.slice (
  payment_id uuid not null,
  step smallint not null,              -- 0: paid; n: given back by return n; -1: given back by the void
  part smallint not null,              -- one for each addressed gift and campaign that the payment names
  place int not null,                  -- order of taking within the part
  fund_id uuid not null,
  earmark_id uuid,
  source_id uuid not null,             -- the gift, receipt, opening balance or bank day that brought the money
  amount bigint not null check (amount <> 0), -- đồng
  primary key (payment_id, step, part, place)
);
create index slice_source on payments.slice (source_id);
create index slice_fund on payments.slice (fund_id, source_id) include (amount);

-- Sources that somebody chose instead of the oldest first.
create table payments.chosen_source (
  payment_id uuid not null,
  place int not null,
  source_id uuid not null,
  amount bigint not null check (amount > 0),
  primary key (payment_id, place)
);
revoke update, delete on payments.slice, payments.chosen_source from dftp_app;

-- What brought money into a fund, before anything was spent of it. A gift that was taken back stays with nothing. Lines of
-- a bank day that became a gift, another fund's money or half of a pair count there, not here.
create view payments.source as
  select g.id as source_id, 'gift' as kind, g.fund_id, case when g.earmarked then g.id end as earmark_id, g.campaign_id, g.document_date as day, g.recorded_at,
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
    greatest(sum(case when p.role not in ('cash', 'bank', 'in_transit', 'suspense_debits') then 0 when p.side = 'D' then p.amount else -p.amount end), 0)::bigint
  from ledger.entry e join ledger.posting p on p.entry_id = e.id
  where e.source not in ('donation_recorded', 'donation_reversed', 'goods_valued', 'statement_day_posted', 'statement_lines_matched', 'statement_lines_released',
    'payment_made', 'payment_returned', 'payment_voided')
  group by e.stream_id, e.fund_id;
