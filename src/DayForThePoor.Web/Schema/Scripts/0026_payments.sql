-- One row a payment, order or voucher: follows from the events alone and is rebuilt with them.
create table payments.payment (
  id uuid primary key,                 -- also the stream of its events
  unit_id uuid not null,
  fund_id uuid not null,
  kind text not null,                  -- support, running_costs, …: decides the account that bears it
  channel text not null,               -- cash, bank
  account_id uuid,
  payee_kind text not null,            -- person, household, list, insurance, bank, hospital, shop
  amount bigint not null check (amount > 0), -- đồng
  line_count int not null,
  signatures smallint not null,        -- how many different people have to approve
  asked_date date,                     -- the date that the voucher shall bear; null: the day of the last approval
  prepared_at timestamptz not null,
  prepared_by uuid not null,
  state text not null check (state in ('awaiting_approval', 'awaiting_payment', 'paid', 'cancelled', 'void')),
  version int not null,                -- events of its stream
  document_date date,                  -- these five once it is posted
  voucher_kind text,
  voucher_year smallint,
  voucher_number int,
  made_at timestamptz,
  paid_at timestamptz,
  paid_by uuid,
  returned bigint not null default 0,  -- đồng that came back
  returns smallint not null default 0,
  ended_at timestamptz,                -- cancelled or void
  ended_by uuid
);
create index payment_fund on payments.payment (fund_id, prepared_at desc);
create index payment_waiting on payments.payment (unit_id, state) where state in ('awaiting_approval', 'awaiting_payment');

create table payments.approval (
  payment_id uuid not null,
  person_id uuid not null,
  ordinal smallint not null,
  at timestamptz not null,
  primary key (payment_id, person_id)
);

-- Lines are primary records with what the printed list said of people then; the order's event binds them by its hash. Only
-- what became of a line changes, each time with an event.
create table payments.line (
  payment_id uuid not null,
  line int not null,
  unit_id uuid not null,
  support_id uuid,                     -- the grant
  household_id uuid,
  member_id uuid,
  purpose text,
  earmark_id uuid,
  campaign_id uuid,
  amount bigint not null check (amount > 0),
  name text not null,
  address text not null,               -- hamlet
  born text not null,
  class text,                          -- of the household, in the last review
  salt bytea not null,
  state text not null default 'not_collected' check (state in ('not_collected', 'collected', 'returned')),
  how text check (how in ('signature', 'fingerprint', 'other')),
  collector_name text,                 -- when somebody else took it
  collector_relation text,
  changed_at timestamptz,
  return_part smallint,                -- of the return by which it came back
  primary key (payment_id, line),
  check ((state = 'collected') = (how is not null)),
  check ((state = 'returned') = (return_part is not null))
);
create index line_support on payments.line (support_id) where support_id is not null;
create index line_household on payments.line (household_id) where household_id is not null;
create index line_earmark on payments.line (earmark_id) where earmark_id is not null;

-- Papers (invoices, minutes, pictures) kept with a payment; the order's event names their hashes.
create table payments.paper (
  payment_id uuid not null,
  ordinal smallint not null,
  sha256 bytea not null references dftp.attachment,
  name text not null,
  primary key (payment_id, ordinal)
);
create index paper_content on payments.paper (sha256);

revoke delete on payments.line, payments.paper from dftp_app;
revoke update on payments.line, payments.paper from dftp_app;
grant update (state, how, collector_name, collector_relation, changed_at, return_part) on payments.line to dftp_app;

-- What payments take of each grant: ordered (live orders included), posted, and handed out; what came back is in none.
create view payments.of_support as
  select l.support_id,
    sum(l.amount)::bigint as ordered,
    coalesce(sum(l.amount) filter (where p.state in ('awaiting_payment', 'paid')), 0)::bigint as posted,
    coalesce(sum(l.amount) filter (where p.state = 'paid' and (p.payee_kind <> 'list' or l.state = 'collected')), 0)::bigint as received,
    max(p.paid_at) filter (where p.payee_kind <> 'list' or l.state = 'collected') as received_at
  from payments.line l join payments.payment p on p.id = l.payment_id
  where l.support_id is not null and l.state <> 'returned' and p.state in ('awaiting_approval', 'awaiting_payment', 'paid')
  group by l.support_id;

-- What is left of each addressed gift in money: received less spent. Gifts of goods are no money.
create index posting_earmark on ledger.posting (earmark_id) where earmark_id is not null;
create view payments.earmark as
  select p.earmark_id, e.fund_id,
    sum(case when p.role like 'income%' then case p.side when 'C' then p.amount else -p.amount end else 0 end)::bigint as received,
    sum(case when p.role not like 'income%' then case p.side when 'D' then p.amount else -p.amount end else 0 end)::bigint as spent
  from ledger.posting p join ledger.entry e on e.id = p.entry_id
  where p.earmark_id is not null and not exists (select from ledger.posting g where g.entry_id = p.entry_id and g.role = 'goods')
  group by 1, 2;
