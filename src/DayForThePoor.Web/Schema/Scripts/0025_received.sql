-- What other programmes gave, recorded by hand or brought in from their lists: the fund sees it before it gives again.
create table grants.outside_support (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,            -- in whose register the household stood
  household_id uuid not null references households.household,
  member_id uuid,                      -- null: the household as a whole; no foreign key, a new official list writes members anew under their ids
  programme text not null,             -- as written: "Chương trình xóa nhà tạm của tỉnh"
  source text not null,                -- without diacritics: equal texts are one source
  list text not null default '',       -- number of its list; empty: it has none
  list_folded text not null default '',
  purpose text not null,
  amount bigint not null check (amount >= 0), -- đồng; of goods their value
  on_date date not null,
  import_id uuid,                      -- the list that it came with
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  taken_back_at timestamptz,           -- recorded by mistake
  taken_back_by uuid,
  taken_back_why text,
  check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_why is null))
);
create index outside_support_household on grants.outside_support (household_id, on_date desc) where taken_back_at is null;
create index outside_support_unit on grants.outside_support (unit_id, recorded_at desc);
-- One list names a recipient once for a purpose; what stands on no list is the same when its day is.
create unique index outside_support_once on grants.outside_support
  (source, list_folded, household_id, coalesce(member_id, '00000000-0000-0000-0000-000000000000'), purpose, (case list_folded when '' then on_date else '0001-01-01' end))
  where taken_back_at is null;

create table grants.outside_import (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  file_name text not null,
  state text not null check (state in ('waiting', 'accepted', 'dropped')),
  rows int not null,
  amount bigint not null,              -- đồng, of all rows
  list bytea,                          -- what the file said, sealed; gone when the import has ended
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  check ((state = 'waiting') = (list is not null))
);
create index outside_import_unit on grants.outside_import (unit_id, uploaded_at desc);

-- A person is found again in other households and communes by the keyed hash of the number, a household by what was merged into it.
create index member_print on households.member (id_print) where id_print is not null;
create index happening_merged on households.happening (other_id) where kind = 'merged';

-- What was received, whoever gave it: grants that were approved and not taken back, and what other programmes gave.
create view grants.received as
  select 'fund' as origin, id, unit_id, fund_id::text as source, proposal_id::text as list, household_id, member_id, purpose, coalesce(approved, 0) as amount,
    coalesce(approved_on, requested_on) as on_date
  from grants.support where state in ('approved', 'closed')
  union all
  select 'outside', id, unit_id, source, nullif(list_folded, ''), household_id, member_id, purpose, amount, on_date
  from grants.outside_support where taken_back_at is null;
