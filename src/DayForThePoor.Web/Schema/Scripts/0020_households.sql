-- Households: whom the Front helps. Everything here is personal data and stands in rows alone, never in events or logs.
create schema households;
grant usage on schema households to dftp_app;
alter default privileges in schema households grant select, insert, update, delete on tables to dftp_app;
alter default privileges in schema households grant usage, select, update on sequences to dftp_app;

-- Hamlets have no national code; each commune keeps its own list. Since communes were merged two hamlets of one commune
-- may bear one name, so the former commune stands beside it.
create table households.hamlet (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  kind text not null check (kind in ('thon', 'tdp', 'khoi')),
  name text not null,                  -- "Phú Trung"
  former text not null default '',     -- former commune, "Quế Xuân 2"
  folded text not null,                -- kind, name and former commune without diacritics
  valid_from date not null,
  valid_to date check (valid_to >= valid_from) -- last day; null while it stands
);
create unique index hamlet_stands on households.hamlet (unit_id, folded) where valid_to is null;

create table households.household (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  code text not null,                  -- of the official list
  hamlet_id uuid not null references households.hamlet,
  head_name text not null,
  given text not null,                 -- last word of the head's name: lists are sorted by it
  folded text not null,                -- code and names of the head and all members, for search
  people smallint not null check (people > 0),
  ended text check (ended in ('moved', 'died', 'merged')),
  ended_on date,
  created_at timestamptz not null,
  created_by uuid not null,
  check ((ended is null) = (ended_on is null))
);
create unique index household_code on households.household (unit_id, code);
create index household_order on households.household (unit_id, given collate "vi-x-icu", head_name collate "vi-x-icu");
create index household_search on households.household using gin (folded gin_trgm_ops);

-- id_sealed and id_print are made with a key that is not in the database: without it the numbers can neither be read nor
-- tried out (a national ID has few enough digits to try them all against a plain hash).
create table households.member (
  id uuid primary key,
  household_id uuid not null references households.household,
  unit_id uuid not null references dftp.unit,
  place smallint not null,             -- order within the household, the head is 1
  name text not null,
  relation text not null,
  birth_date date,
  birth_year smallint,                 -- old papers know the year alone
  sex text check (sex in ('male', 'female')),
  id_sealed bytea,
  id_print bytea,                      -- keyed hash, for finding the same number again
  id_tail text,                        -- last three digits, all that is shown
  disability text check (disability in ('light', 'severe', 'very_severe')),
  schooling text not null default '',
  left_on date,
  check ((id_sealed is null) = (id_print is null))
);
create index member_household on households.member (household_id, place);
create unique index member_id on households.member (unit_id, id_print) where left_on is null;

-- Standards of poverty: lines in đồng a person and month, dated. A classification names the one that it was made under and
-- is never calculated again.
create table households.standard (
  code text primary key,
  source text not null,
  valid_from date not null,
  valid_to date not null,
  rural_line bigint not null,
  urban_line bigint not null,
  least_indicators smallint not null   -- deprived indicators from which a household under the line is poor
);
insert into households.standard values
  ('ND07_2021', 'Nghị định 07/2021/NĐ-CP, kéo dài theo Nghị định 351/2025/NĐ-CP', '2022-01-01', '2026-12-31', 1500000, 2000000, 3),
  ('ND351_2025', 'Nghị định 351/2025/NĐ-CP', '2027-01-01', '2030-12-31', 2200000, 2800000, 3);
revoke insert, update, delete on households.standard from dftp_app;

create table households.import (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  year smallint not null,
  decision text not null,
  decided_on date not null,
  file_name text not null,
  state text not null check (state in ('waiting', 'accepted', 'dropped')),
  rows int not null,
  households int not null,
  list bytea,                          -- what the file said, sealed; gone when the import has ended
  counts jsonb,                        -- what it changed, when accepted
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  check ((state = 'waiting') = (list is not null))
);
create index import_of_unit on households.import (unit_id, uploaded_at desc);

-- What a person decided about a household of a list that looks like one that is known.
create table households.answer (
  import_id uuid not null references households.import on delete cascade,
  code text not null,                  -- of the list
  household_id uuid not null references households.household,
  same boolean not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (import_id, code, household_id)
);

create table households.classification (
  household_id uuid not null references households.household,
  year smallint not null,
  class text not null check (class in ('poor', 'near_poor', 'left_poverty', 'average', 'difficult')),
  unit_id uuid not null references dftp.unit,            -- at the time
  hamlet_id uuid not null references households.hamlet,  -- at the time
  able boolean,                        -- has someone able to work ("nhóm có thể tác động"); null: not said
  certificate text not null default '',
  people smallint not null,
  standard text not null references households.standard,
  decision text not null,              -- of 'difficult': the hamlet's confirmation
  decided_on date not null,
  import_id uuid references households.import,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (household_id, year)
);
create index classification_list on households.classification (unit_id, year, class);

-- What happened to a household and with it: wishes, visits, referrals, corrections, life events.
create table households.happening (
  id uuid primary key,
  household_id uuid not null references households.household,
  kind text not null,
  on_date date not null,
  purpose text,                        -- of a wish
  text text not null,
  other_id uuid references households.household,
  outcome text,
  outcome_text text,
  outcome_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index happening_household on households.happening (household_id, on_date desc, recorded_at desc);
create index happening_open on households.happening (kind) where outcome is null;

-- Who looked at what is kept from plain sight. Written only, never changed.
create table households.reading (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person_id uuid not null,
  household_id uuid not null references households.household,
  unit_id uuid not null references dftp.unit,
  what text not null,
  reason text not null
);
create index reading_of_unit on households.reading (unit_id, at desc);
revoke update, delete on households.reading from dftp_app;

-- One row a commune; whoever changes its register holds it.
create table households.register (unit_id uuid primary key references dftp.unit);
