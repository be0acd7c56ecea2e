-- What people decide over money that must not simply stay where it came in, each with the paper behind it.
create table statements.decision (
  match_id uuid primary key references statements.match, -- the match that carries it out
  unit_id uuid not null references dftp.unit,
  account_id uuid not null references ledger.bank_account,
  kind text not null check (kind in ('return', 'agreement', 'extension')),
  sha256 bytea references dftp.attachment, -- the donor's agreement, the decision; a return needs none
  made_at timestamptz not null,
  made_by uuid not null,
  check (kind = 'return' or sha256 is not null)
);
create index decision_unit on statements.decision (unit_id, made_at desc);

-- Decisions of a province's or the central board to take gifts for longer (NĐ 93/2021 Đ.8.2, Đ.9.1a). The campaign
-- shows its last day as it stands; these rows say how it came to it.
create table ledger.campaign_extension (
  id uuid primary key,                 -- of the request
  campaign_id uuid not null references ledger.campaign,
  number text not null,                -- of the decision, as on the paper
  decided_on date not null,
  issuer_id uuid not null references dftp.unit,
  ended_on date not null,              -- the last day until then
  ends_on date not null,               -- the last day from then on
  sha256 bytea not null references dftp.attachment,
  made_at timestamptz not null,
  made_by uuid not null,
  check (ends_on > ended_on)
);
create index campaign_extension_campaign on ledger.campaign_extension (campaign_id, made_at);

revoke update, delete on statements.decision, ledger.campaign_extension from dftp_app;

-- Money that was decided to be returned is announced, too: the bank's debit line will prove that it went. What is left of
-- it is what the decision still holds.
create or replace view statements.announced as
  select e.stream_id as item_id, e.id as entry_id, e.source, e.unit_id, e.fund_id, p.account_id,
    case p.side when 'D' then 'C' else 'D' end as side, -- of the line that proves it
    p.amount, e.document_date, e.kind, e.year, e.number
  from ledger.posting p join ledger.entry e on e.id = p.entry_id
  where p.role = 'in_transit' and p.account_id is not null and p.amount > 0 and e.reverses is null
    and e.source not in ('statement_day_posted', 'statement_lines_matched', 'statement_lines_released', 'donation_reversed', 'ledger_entry_reversed')
    and not exists (select from ledger.entry r where r.reverses = e.id)
  union all
  select e.stream_id, e.id, e.source, e.unit_id, e.fund_id, p.account_id, 'D', m.total, e.document_date, e.kind, e.year, e.number
  from ledger.posting p join ledger.entry e on e.id = p.entry_id join statements.match m on m.id = e.stream_id
  where p.role = 'in_transit' and p.account_id is not null and p.side = 'C' and p.amount > 0 and e.reverses is null
    and e.source = 'statement_lines_matched' and m.kind = 'other' and m.released_count = 0;
