-- Nhà Đại đoàn kết: one file for each grant of purpose house, under the grant's own id. Grants are rebuilt from events, so no
-- row here refers to theirs by a constraint. A file is corrected by new steps and new versions; nothing is overwritten but
-- what the last step says.
create table grants.house (
  id uuid primary key,                 -- of the grant
  unit_id uuid not null references dftp.unit,
  household_id uuid not null references households.household,
  kind text not null check (kind in ('new', 'repair')),
  state text not null check (state in ('surveyed', 'undertaken', 'started', 'finished', 'mend', 'accepted', 'handed_over')),
  surveyed_on date not null,
  condition text not null,             -- of the old house, as the survey found it
  work text not null,                  -- what is to be built or mended
  land_paper text not null check (land_paper in ('certificate', 'confirmation')),
  land_number text not null default '',
  area numeric(6, 1) check (area > 0), -- m²
  rooms smallint check (rooms > 0),
  floor_solid boolean,                 -- nền, khung tường, mái cứng; null until accepted or refused
  frame_solid boolean,
  roof_solid boolean,
  mend_by date,
  plate text not null default '',
  undertaken_on date,
  started_on date,
  finished_on date,
  inspected_on date,                   -- last minutes of acceptance, passed or not
  handed_over_on date,
  sources int not null default 0,      -- version of the sources that stands
  instalments int not null default 0,
  opened_at timestamptz not null,
  opened_by uuid not null
);
create index house_of_unit on grants.house (unit_id, state);

-- Where the value comes from: đồng, and for days of work how many. Each change is a new version of the whole list.
create table grants.house_source (
  house_id uuid not null references grants.house,
  version int not null,
  line smallint not null,
  kind text not null check (kind in ('commune', 'city', 'sponsor', 'programme', 'own', 'workdays', 'clan')),
  name text not null default '',       -- of the sponsor or programme
  amount bigint not null check (amount > 0),
  days numeric(6, 1) check (days > 0),
  primary key (house_id, version, line),
  check ((kind = 'workdays') = (days is not null))
);

create table grants.house_instalment (
  house_id uuid not null references grants.house,
  version int not null,
  ordinal smallint not null check (ordinal in (1, 2)),
  amount bigint not null check (amount > 0),
  decision text not null,
  decided_on date not null,
  primary key (house_id, version, ordinal)
);

-- Everything that was written about a house, in order.
create table grants.house_step (
  id uuid primary key,
  house_id uuid not null references grants.house,
  kind text not null,                  -- a step, or survey, corrected, sources, instalments
  on_date date not null,
  text text not null,
  due_on date,                         -- of what must be mended
  state text not null,                 -- of the house after it
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index house_step_of on grants.house_step (house_id, recorded_at);

-- Pictures are made anew from what was sent, without place, time and device; a small one stands in lists.
create table grants.house_photo (
  id uuid primary key,
  house_id uuid not null references grants.house,
  phase text not null check (phase in ('before', 'during', 'after')),
  taken_on date not null,
  note text not null default '',
  sha256 bytea not null,
  small_sha256 bytea not null,
  width smallint not null,
  height smallint not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_reason text,
  check ((removed_at is null) = (removed_reason is null))
);
create unique index house_photo_once on grants.house_photo (house_id, phase, sha256) where removed_at is null;

revoke update, delete on grants.house_source, grants.house_instalment, grants.house_step from dftp_app;
revoke delete on grants.house, grants.house_photo from dftp_app;
