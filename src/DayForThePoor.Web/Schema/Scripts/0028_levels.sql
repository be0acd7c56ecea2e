-- Money between levels (xã, tỉnh/thành phố, Trung ương). Rows are primary records, bound by the hash in the events that
-- carry the entries; whoever changes the state of one holds its row.
insert into ledger.chart_account (version, number, name_vi, name_en) values (1, '5116', 'Thu do cấp dưới nộp lên', 'Paid up by the level below');
insert into ledger.chart_role (version, role, number) values (1, 'income_from_below', '5116');

create table payments.unit_transfer (
  id uuid primary key,                 -- also the stream of the sender's events
  content_hash bytea not null,         -- of what was asked; the same key with other content is refused
  kind text not null check (kind in ('paid_up', 'allocation', 'return')),
  from_unit_id uuid references dftp.unit,          -- null: the sender keeps no books here
  from_fund_id uuid references ledger.fund,
  from_account_id uuid references ledger.bank_account, -- null: cash
  to_unit_id uuid references dftp.unit,
  to_fund_id uuid references ledger.fund,
  to_account_id uuid references ledger.bank_account,
  other_name text not null,            -- of the side outside; empty when both are inside
  channel text not null check (channel in ('cash', 'transfer')),
  amount bigint not null check (amount > 0), -- đồng
  document_date date not null,
  decision_number text not null,       -- of an allocation; empty for none
  decision_date date,
  decision_paper bytea,                -- SHA-256 of the scan in dftp.attachment
  programme text not null,             -- what an addressed allocation is for; empty: general, or by its list
  narration text not null,
  allocation_id uuid references payments.unit_transfer, -- of a return
  facts_hash text not null,
  state text not null check (state in ('awaiting', 'sent', 'confirmed', 'rejected', 'refused', 'withdrawn', 'settled')),
  prepared_at timestamptz not null,
  prepared_by uuid not null,
  sent_at timestamptz,
  sent_by uuid,                        -- the approver; of money from outside whoever announced it
  confirmed_on date,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirm_number text not null default '', -- of the other side's paper
  confirm_date date,
  confirm_paper bytea,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text not null default '',
  settled_at timestamptz,
  settled_by uuid,
  spent bigint,                        -- đồng, of a settled allocation
  settle_papers text not null default '',
  check (from_unit_id is not null or to_unit_id is not null),
  check ((from_unit_id is null) = (from_fund_id is null) and (to_unit_id is null) = (to_fund_id is null)),
  check ((kind = 'return') = (allocation_id is not null))
);
create index unit_transfer_from on payments.unit_transfer (from_unit_id, document_date desc);
create index unit_transfer_to on payments.unit_transfer (to_unit_id, document_date desc);
create index unit_transfer_allocation on payments.unit_transfer (allocation_id) where allocation_id is not null;

-- Whom an addressed allocation names.
create table payments.unit_transfer_line (
  transfer_id uuid not null references payments.unit_transfer,
  ordinal int not null,
  household_id uuid not null references households.household,
  amount bigint not null check (amount > 0),
  primary key (transfer_id, ordinal),
  unique (transfer_id, household_id)
);

revoke update, delete on payments.unit_transfer, payments.unit_transfer_line from dftp_app;
grant update (state, sent_at, sent_by, confirmed_on, confirmed_at, confirmed_by, confirm_number, confirm_date, confirm_paper, ended_at, ended_by, end_reason,
  settled_at, settled_by, spent, settle_papers) on payments.unit_transfer to dftp_app;
