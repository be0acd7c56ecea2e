-- Minutes by which a treasurer or an accountant hands the work to the next one.
create table ledger.office_hand_over (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  office text not null check (office in ('Treasurer', 'Accountant')),
  giver_id uuid not null references identity.person,
  receiver_id uuid not null references identity.person check (receiver_id <> giver_id),
  handed_on date not null,
  state text not null check (state in ('waiting', 'done', 'withdrawn')),
  minute text not null,                -- JSON, never changed
  request_hash bytea not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  ended_at timestamptz,                -- done: the moment of the last signature, when the old sign-in loses the office
  ended_by uuid
);
create unique index office_hand_over_open on ledger.office_hand_over (unit_id, office) where state = 'waiting';

create table ledger.office_hand_over_signature (
  hand_over_id uuid not null references ledger.office_hand_over,
  part text not null check (part in ('giver', 'receiver', 'other', 'head')),
  person_id uuid not null,
  signed_at timestamptz not null,
  primary key (hand_over_id, part),
  unique (hand_over_id, person_id)
);

revoke update, delete on ledger.office_hand_over, ledger.office_hand_over_signature from dftp_app;
grant update (state, ended_at, ended_by) on ledger.office_hand_over to dftp_app;
