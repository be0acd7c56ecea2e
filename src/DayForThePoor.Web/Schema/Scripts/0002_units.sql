-- Units have an opaque id; names and codes are valid for dates (code 20641 was Thị trấn Đông Phú until 2025-06-30
-- and is Xã Quế Sơn since). A code in an API call means the unit that bears it today.
create table dftp.unit (
  id uuid primary key,
  kind text not null check (kind in ('centre', 'province', 'district', 'commune'))
);

create table dftp.unit_version (
  unit_id uuid not null references dftp.unit,
  valid_from date not null,
  valid_to date,                       -- last day, inclusive; null while it stands
  code text not null,                  -- national code with its leading zeros
  name text not null,                  -- "Xã Quế Sơn"
  short_name text not null,            -- "Quế Sơn"
  folded text not null,                -- name without diacritics, lower case
  parent_id uuid references dftp.unit, -- the level above on those dates
  primary key (unit_id, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
create unique index unit_version_code on dftp.unit_version (code, valid_from);
create index unit_version_parent on dftp.unit_version (parent_id);

create table dftp.unit_successor (
  unit_id uuid not null references dftp.unit,
  successor_id uuid not null references dftp.unit,
  since date not null,
  primary key (unit_id, successor_id)
);
