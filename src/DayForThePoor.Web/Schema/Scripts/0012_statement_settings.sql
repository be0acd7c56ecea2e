-- How a unit takes its statements in; without a row nothing beyond files of tables.
create table statements.unit_setting (
  unit_id uuid primary key references dftp.unit,
  message_formats boolean not null,    -- MT940 and camt.053
  changed_at timestamptz not null,
  changed_by uuid not null
);

-- The secret with which a notification service signs for an account; no row: switched off.
create table statements.webhook_secret (
  account_id uuid primary key references ledger.bank_account,
  sealed text not null,                -- opened with the program's keys only
  made_at timestamptz not null,
  made_by uuid not null
);

-- What somebody said about money on an account before or beside the statement. It posts nothing: the statement's line
-- does, and evidence is tied to it when it comes.
create table statements.evidence (
  id uuid primary key,
  account_id uuid not null references ledger.bank_account,
  source text not null check (source in ('webhook', 'hand')),
  external_id text not null,           -- the sender's id of the notification; by hand: the id of the form
  content_sha256 bytea not null,       -- tells a repetition from another message under the same id
  day date not null,
  side char(1) not null check (side in ('C', 'D')),
  amount bigint not null check (amount > 0),
  reference text not null,
  memo text,                           -- personal data; null once erased
  folded text,
  received_at timestamptz not null,
  received_by uuid,                    -- null: a program
  line_id bigint references statements.line,
  linked_at timestamptz
);
create unique index evidence_external on statements.evidence (account_id, source, external_id);
create unique index evidence_line on statements.evidence (line_id, source) where line_id is not null;
create index evidence_open on statements.evidence (account_id, day) where line_id is null;
create index evidence_account on statements.evidence (account_id, day desc, id);

revoke update, delete on statements.evidence from dftp_app;
grant update (memo, folded, line_id, linked_at) on statements.evidence to dftp_app;
