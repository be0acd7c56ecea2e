-- Minutes by which a unit that ended hands its fund to its successors. They are primary records: what both sides put
-- their names to, sealed with the event that posts them.
alter table ledger.fund add column handed_over_on date; -- closing day of the minutes; no voucher is written after them

create table ledger.hand_over (
  id uuid primary key,
  fund_id uuid not null references ledger.fund,
  unit_id uuid not null references dftp.unit,
  closing_on date not null,            -- 24h of this day is the moment of closing
  state text not null check (state in ('waiting', 'posted', 'withdrawn')),
  minute text not null,                -- JSON, never changed
  request_hash bytea not null,         -- of what was asked: the same key with other content is refused
  total bigint not null,               -- đồng handed over: what the fund held less what it owed
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  document_date date,                  -- of its vouchers, once posted
  ended_at timestamptz,                -- when it was posted or withdrawn
  ended_by uuid
);
create unique index hand_over_of_fund on ledger.hand_over (fund_id) where state <> 'withdrawn';

create table ledger.hand_over_side (
  hand_over_id uuid not null references ledger.hand_over,
  unit_id uuid not null references dftp.unit,
  fund_id uuid not null references ledger.fund,
  side text not null check (side in ('giver', 'receiver')),
  share bigint not null check (share >= 0), -- as the minutes set them; 0 for the giver
  signed_by uuid,
  signed_at timestamptz,
  primary key (hand_over_id, unit_id),
  unique (hand_over_id, signed_by),    -- nobody signs for two sides
  check ((signed_by is null) = (signed_at is null))
);
create index hand_over_side_unit on ledger.hand_over_side (unit_id);

-- To whose book a fund's history counts on today's map: weights, normally the đồng that each successor was handed.
create table ledger.fund_share (
  fund_id uuid not null references ledger.fund,
  receiver_id uuid not null references ledger.fund,
  hand_over_id uuid not null references ledger.hand_over,
  weight bigint not null check (weight >= 0),
  primary key (fund_id, receiver_id),
  check (fund_id <> receiver_id)
);

revoke update, delete on ledger.hand_over, ledger.hand_over_side, ledger.fund_share from dftp_app;
grant update (state, document_date, ended_at, ended_by) on ledger.hand_over to dftp_app;
grant update (signed_by, signed_at) on ledger.hand_over_side to dftp_app;
