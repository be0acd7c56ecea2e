-- Schemas, extensions and the two database roles. The owner runs this script; the app signs in as dftp_app,
-- which may read and write rows but neither change nor empty a table.
create extension if not exists pg_trgm;

create schema if not exists dftp;
create schema if not exists dftp_events;
create schema if not exists dftp_messages;
create schema if not exists ledger;
create schema if not exists statements;
create schema if not exists identity;

do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'dftp_app') then
    create role dftp_app nologin;
  end if;
end $$;

grant usage on schema dftp, dftp_events, dftp_messages, ledger, statements, identity to dftp_app;
alter default privileges in schema dftp, dftp_events, dftp_messages, ledger, statements, identity
  grant select, insert, update, delete on tables to dftp_app;
alter default privileges in schema dftp, dftp_events, dftp_messages, ledger, statements, identity
  grant usage, select, update on sequences to dftp_app;
alter default privileges in schema dftp, dftp_events, dftp_messages, ledger, statements, identity
  grant execute on functions to dftp_app;
