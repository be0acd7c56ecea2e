-- Advances (tạm ứng) are payments of a kind of their own, settled by payments whose money comes from the advance. What ties
-- them and when they are due are primary records. No foreign key points at payments.payment, which a rebuild empties.
create table payments.advance (
  payment_id uuid primary key,
  unit_id uuid not null references dftp.unit,
  due_on date not null                 -- last day to settle it
);
create index advance_due on payments.advance (unit_id, due_on);

-- Settlements: the order whose lines were paid out of the advance.
create table payments.advance_use (
  payment_id uuid primary key,
  advance_id uuid not null references payments.advance
);
create index advance_use_advance on payments.advance_use (advance_id);

-- Hoàn ứng: what was handed back, by the receipt that it made.
create table payments.advance_return (
  receipt_id uuid primary key,
  advance_id uuid not null references payments.advance,
  amount bigint not null check (amount > 0) -- đồng
);
create index advance_return_advance on payments.advance_return (advance_id);

revoke update, delete on payments.advance, payments.advance_use, payments.advance_return from dftp_app;
grant update (due_on) on payments.advance to dftp_app; -- for the lock of whoever settles

-- paid = settled + returned + open. Orders that wait for approval hold what they ask for.
create view payments.advance_stand as
  select a.payment_id as advance_id, p.unit_id, p.fund_id, p.state, p.amount, a.due_on, p.document_date, p.voucher_kind, p.voucher_year, p.voucher_number,
    coalesce(s.settled, 0)::bigint as settled, coalesce(s.ordered, 0)::bigint as ordered, coalesce(r.returned, 0)::bigint as returned,
    case when p.state in ('awaiting_payment', 'paid') then p.amount - coalesce(s.settled, 0) - coalesce(r.returned, 0) else 0 end::bigint as open
  from payments.advance a
  join payments.payment p on p.id = a.payment_id
  left join lateral (
    select sum(q.amount - q.returned) filter (where q.state in ('awaiting_payment', 'paid')) as settled, sum(q.amount) filter (where q.state = 'awaiting_approval') as ordered
    from payments.advance_use u join payments.payment q on q.id = u.payment_id where u.advance_id = a.payment_id) s on true
  left join lateral (
    select sum(b.amount) as returned from payments.advance_return b join ledger.entry e on e.stream_id = b.receipt_id and e.reverses is null
    where b.advance_id = a.payment_id and not exists (select from ledger.entry x where x.reverses = e.id)) r on true;

-- Money that is owed to another unit until it is confirmed, and an advance that comes back, are no new sources.
create or replace view payments.source as
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
    greatest(sum(case when p.role not in ('cash', 'bank', 'in_transit', 'suspense_debits', 'due_to_unit', 'advance') then 0 when p.side = 'D' then p.amount else -p.amount end), 0)::bigint
  from ledger.entry e join ledger.posting p on p.entry_id = e.id
  where e.source not in ('donation_recorded', 'donation_reversed', 'goods_valued', 'statement_day_posted', 'statement_lines_matched', 'statement_lines_released',
    'payment_made', 'payment_returned', 'payment_voided')
  group by e.stream_id, e.fund_id;

-- Bank accounts of people who are helped: personal data, shown masked. The number is read whole only for the bank's own list.
create table payments.recipient_account (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  household_id uuid not null references households.household,
  bin text not null check (bin ~ '^[0-9]{6}$'),
  number text not null check (number ~ '^[0-9A-Z]{4,19}$'),
  holder text not null,                -- as the bank writes it: without marks, upper case
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index recipient_account_of on payments.recipient_account (household_id) where ended_at is null;
create index recipient_account_number on payments.recipient_account (unit_id, bin, number) where ended_at is null;
revoke update, delete on payments.recipient_account from dftp_app;
grant update (ended_at, ended_by) on payments.recipient_account to dftp_app;

-- Sổ tiết kiệm that a payment opened: who stands in it, who keeps it, when money may be taken out. Personal data, in rows alone.
create table payments.savings_book (
  payment_id uuid not null,
  line int not null,
  unit_id uuid not null references dftp.unit,
  bank text not null,
  number text not null,                -- of the book
  term text not null,                  -- "12 tháng"
  holder text not null,                -- người đứng tên
  keeper text not null,                -- người giữ sổ
  keeper_relation text not null,       -- what the keeper is to the holder; empty: the holder keeps it
  withdrawal text not null,            -- điều kiện rút
  sponsor text not null,
  handed_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (payment_id, line)
);
create unique index savings_book_number on payments.savings_book (unit_id, bank, number);
revoke delete on payments.savings_book from dftp_app;
