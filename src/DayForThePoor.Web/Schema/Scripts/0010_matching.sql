-- Matching of statement lines with what they mean. Matches are written with their events and links are primary records,
-- as the lines are: never rebuilt, bound by the hash in the match's event.
create table statements.match (
  id uuid primary key,                 -- also the stream of its events
  unit_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('item', 'income', 'fund', 'charge', 'pair', 'pending', 'general', 'other')),
  reason text not null,                -- why, coded: code, reference, rule, candidate, late, person
  side char(1) not null check (side in ('C', 'D')),
  rule_id uuid,
  run_id uuid,                         -- the run of reconciliation that made it; null: a person
  day date,                            -- the bank's day of all its lines, where it is collective
  fund_id uuid,                        -- where the money went, if it went anywhere
  campaign_id uuid,
  role text,
  line_count int not null,
  total bigint not null,               -- đồng
  made_at timestamptz not null,
  made_by uuid not null,
  released_count int not null default 0,
  released_at timestamptz,             -- when nothing of it was left
  released_by uuid
);
create index match_account on statements.match (account_id, made_at desc);
create index match_rule on statements.match (rule_id) where rule_id is not null;

-- Which part of which line a match took, and for which open item. A line or item may be taken in parts; whoever writes
-- here holds the account's lock and has seen that no more is taken than there is.
create table statements.match_link (
  match_id uuid not null references statements.match,
  ordinal int not null,
  line_id bigint not null references statements.line,
  item_id uuid,                        -- stream of the gift, receipt, move of cash or payment; null: none
  amount bigint not null check (amount > 0),
  live boolean not null default true,  -- false once released
  primary key (match_id, ordinal)
);
create index match_link_line on statements.match_link (line_id) where live;
create index match_link_item on statements.match_link (item_id) where live and item_id is not null;

-- What is tied to a line now, by whichever way.
create view statements.live_link as
  select l.line_id, l.item_id, l.amount, l.match_id from statements.match_link l where l.live
  union all
  select c.line_id, c.gift_id, s.amount, null::uuid from statements.claim c join statements.line s on s.id = c.line_id;

-- Rules of a unit, in their order. A rule is never edited: a changed one is a new row and the old one retires, so that
-- the reason of a match stays what it was.
create table statements.rule (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  position int not null,
  name text not null,
  account_id uuid references ledger.bank_account, -- null: all accounts of the unit
  side char(1) not null check (side in ('C', 'D')),
  memo_words text[] not null default '{}',        -- folded; all of them must stand in the memo
  counterparty_words text[] not null default '{}',
  least bigint,                        -- đồng, inclusive
  most bigint,
  kind text not null check (kind in ('income', 'fund', 'charge', 'general', 'other')),
  role text,
  fund_id uuid references ledger.fund,
  campaign_id uuid references ledger.campaign,
  acts_alone boolean not null,         -- false: proposes, a person accepts
  lost_right_at timestamptz,           -- since a match of it was undone
  made_at timestamptz not null,
  made_by uuid not null,
  retired_at timestamptz
);
create index rule_of_unit on statements.rule (unit_id, position) where retired_at is null;

-- The short codes in memos: which campaign, gift or pledge each stands for. Issued once, never reused.
create table statements.transfer_code (
  code text primary key,
  unit_id uuid not null references dftp.unit,
  kind text not null check (kind in ('campaign', 'item')),
  target_id uuid not null,
  fund_id uuid not null references ledger.fund,
  issued_at timestamptz not null,
  unique (kind, target_id, fund_id)
);

-- Each run of reconciliation and what it did.
create table statements.run (
  id uuid primary key,
  account_id uuid not null references ledger.bank_account,
  started_at timestamptz not null,
  started_by uuid not null,
  ended_at timestamptz,
  counts jsonb                         -- reason → lines matched
);
create index run_account on statements.run (account_id, started_at desc);

revoke delete on statements.match, statements.match_link, statements.rule, statements.transfer_code from dftp_app;
revoke update on statements.match, statements.match_link, statements.rule, statements.transfer_code from dftp_app;
grant update (released_count, released_at, released_by) on statements.match to dftp_app;
grant update (live, item_id) on statements.match_link to dftp_app;
grant update (position, acts_alone, lost_right_at, retired_at) on statements.rule to dftp_app;

insert into ledger.chart_account (version, number, name_vi, name_en) values
  (1, '1389', 'Phí ngân hàng chờ bù từ kinh phí hoạt động', 'Bank charges to be made good from running costs'),
  (1, '3388', 'Tiền đến sau thời gian tiếp nhận, chờ xử lý', 'Money after the window, to be decided');
insert into ledger.chart_role (version, role, number) values
  (1, 'bank_charges', '1389'),
  (1, 'pending_decision', '3388');
