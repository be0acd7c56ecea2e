-- What a unit has laid down about its help: ceiling, signatures, meeting and posting, purpose by purpose and dated.
create extension if not exists btree_gist;

create table grants.rule (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  purpose text not null,
  decision text not null,              -- number, as on the paper
  valid_from date not null,
  valid_to date check (valid_to >= valid_from), -- last day; null while no end is known
  ceiling bigint check (ceiling > 0),  -- đồng for one grant; null: none
  step_from bigint[] not null,         -- đồng, rising from 0
  step_signatures int[] not null,      -- beside it: how many people have to approve from that amount on
  skip_meeting boolean not null,
  skip_posting boolean not null,
  short_allowed boolean not null,
  posting_days int not null,
  full_file_over bigint not null,      -- đồng: up to it votes, photos, objections and risks are not asked for
  overlap_months int not null,
  once_in_years int,                   -- null: no such limit
  made_at timestamptz not null,
  made_by uuid not null,
  ended_at timestamptz,                -- when its end was said
  ended_by uuid,
  taken_back boolean not null default false, -- before it began
  check (cardinality(step_from) = cardinality(step_signatures) and cardinality(step_from) > 0),
  constraint rule_alone_in_time exclude using gist (unit_id with =, purpose with =, daterange(valid_from, valid_to, '[]') with &&) where (not taken_back)
);
create index rule_of_unit on grants.rule (unit_id, purpose, valid_from);

-- A grant keeps the rule that it was made under: of a rule only its end may change.
revoke update, delete on grants.rule from dftp_app;
grant update (valid_to, ended_at, ended_by, taken_back) on grants.rule to dftp_app;
