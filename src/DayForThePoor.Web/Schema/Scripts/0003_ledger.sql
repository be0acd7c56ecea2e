-- Funds, accounts and the chart are dated data; entries and postings are the read model that the inline
-- projection writes from the events and that a rebuild writes again.
create table ledger.fund (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  kind text not null check (kind in ('VNN', 'CT')),
  code text not null unique,           -- "20641-VNN"
  opened_on date not null,
  unique (unit_id, kind)
);

create table ledger.campaign (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  fund_id uuid not null references ledger.fund,
  code text not null,                  -- unique in its unit, "BL1025"
  name text not null,
  appeal_number text,                  -- the appeal it joins; relief only (NĐ 93/2021 Đ.6.1)
  appeal_date date,
  appeal_unit_id uuid references dftp.unit,
  starts_on date not null,
  ends_on date,                        -- relief: at most 90 days (NĐ 93/2021 Đ.8.2)
  unique (unit_id, code),
  check (ends_on is null or ends_on >= starts_on)
);

create table ledger.bank_account (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  code text not null unique,           -- "20641-VCB"
  kind text not null check (kind in ('bank', 'treasury')),
  bin text check (bin ~ '^[0-9]{6}$'), -- none for the State Treasury, which has no VietQR
  bank_name text not null,
  branch text not null,
  number text not null,
  holder text not null,
  opened_on date not null,
  closed_on date,
  default_fund_id uuid not null references ledger.fund,
  campaign_id uuid references ledger.campaign,
  check ((kind = 'bank') = (bin is not null))
);

create table ledger.letterhead (
  id uuid primary key,
  fund_id uuid not null references ledger.fund,
  valid_from date not null,
  unit_line text not null,             -- "ỦY BAN MTTQ VIỆT NAM XÃ QUẾ SƠN"
  board_line text not null,            -- "BAN VẬN ĐỘNG QUỸ \"VÌ NGƯỜI NGHÈO\""
  address text not null,
  phone text not null,
  place text not null,                 -- "Quế Sơn", before the date of a document
  rules_decision text not null default '', -- decision that issued the fund's rules
  unique (fund_id, valid_from)
);

create table ledger.chart (
  version int primary key,
  valid_from date not null unique,
  title text not null,
  confirmed boolean not null           -- false until an accountant has checked it against the circular's appendix
);
create table ledger.chart_account (
  version int not null references ledger.chart,
  number text not null,
  name_vi text not null,
  name_en text not null,
  primary key (version, number)
);
create table ledger.chart_role (
  version int not null,
  role text not null,
  number text not null,
  primary key (version, role),
  foreign key (version, number) references ledger.chart_account
);

create table ledger.period (
  unit_id uuid not null references dftp.unit,
  month date not null check (extract(day from month) = 1),
  closed_at timestamptz,
  primary key (unit_id, month)
);

create table ledger.series (
  fund_id uuid not null references ledger.fund,
  year smallint not null,
  kind text not null check (kind in ('PT', 'PC', 'BC', 'BNO', 'NK', 'XK', 'PKT', 'XN', 'HV')),
  last_number int not null default 0,
  last_date date,
  primary key (fund_id, year, kind)
) with (fillfactor = 50);

-- One row for each request that was carried out: its id is a function of unit and key, its hash that of the content.
create table ledger.request (
  id uuid primary key,
  content_hash bytea not null
);

create table ledger.entry (
  id uuid primary key,
  stream_id uuid not null,
  source text not null,                -- alias of the event that carries it
  unit_id uuid not null,
  fund_id uuid not null,
  kind text not null,
  year smallint not null,
  number int not null,
  document_date date not null,
  value_date date,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  reverses uuid
);
create unique index entry_number on ledger.entry (fund_id, year, kind, number);
create unique index entry_reverses on ledger.entry (reverses) where reverses is not null;
create index entry_unit_date on ledger.entry (unit_id, document_date);
create index entry_stream on ledger.entry (stream_id);

create table ledger.posting (
  entry_id uuid not null,
  line smallint not null,
  role text not null,
  side char(1) not null check (side in ('D', 'C')),
  amount bigint not null check (amount <> 0), -- đồng; negative where a reversal repeats a leg (ghi số âm)
  account_id uuid,
  campaign_id uuid,
  source text,
  earmark_id uuid,
  beneficiary_id uuid,
  counter_fund_id uuid,
  primary key (entry_id, line)
);
create index posting_account on ledger.posting (account_id) where account_id is not null;

-- Vouchers and receipts show these by id for as long as the books exist, so the program cannot change them in place:
-- a new letterhead, account or campaign is a new row.
revoke update, delete on ledger.letterhead, ledger.campaign, ledger.bank_account from dftp_app;
grant update (ends_on) on ledger.campaign to dftp_app;
grant update (closed_on, default_fund_id, campaign_id) on ledger.bank_account to dftp_app;
