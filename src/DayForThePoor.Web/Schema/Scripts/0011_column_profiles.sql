-- Which column of a bank's files holds what, as a person confirmed it once. A profile is never edited: a changed one is a
-- new row and the old one retires, so that it stays known how an earlier file was read.
create table statements.column_profile (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  bin text not null,                   -- the bank's NAPAS number; empty for the State Treasury
  name text not null,
  header_mark text not null,           -- SHA-256 over the words of the header; files with the same are read alike
  header_rows smallint not null check (header_rows in (1, 2)),
  header text[] not null,              -- the words themselves, for people
  columns jsonb not null,              -- column → index from 0
  thousands char(1) check (thousands in ('.', ',', ' ')), -- null: each file says it
  encoding text,                       -- of the file that was confirmed; null for formats that say it themselves
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  retired_at timestamptz,
  retired_by uuid
);
create unique index column_profile_header on statements.column_profile (unit_id, bin, header_mark) where retired_at is null;
create unique index column_profile_name on statements.column_profile (unit_id, bin, lower(name)) where retired_at is null;
revoke update, delete on statements.column_profile from dftp_app;
grant update (retired_at, retired_by) on statements.column_profile to dftp_app;

alter table statements.import
  drop constraint import_state_check,
  add constraint import_state_check check (state in ('needs_profile', 'waiting', 'running', 'done', 'refused')),
  add column profile_id uuid references statements.column_profile, -- the columns it is or was read by; null: found by the words of the header
  add column encoding text;            -- how its text was written, where that had to be found out
