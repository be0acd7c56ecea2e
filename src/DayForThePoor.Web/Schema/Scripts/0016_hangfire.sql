-- Hangfire's tables as the installer of Hangfire.PostgreSql 1.21.1 leaves them (its version 23); a test compares the two.
-- Written out here because the running program may not make tables.
create schema hangfire;
grant usage on schema hangfire to dftp_app;
alter default privileges in schema hangfire grant select, insert, update, delete on tables to dftp_app;
alter default privileges in schema hangfire grant usage, select, update on sequences to dftp_app;

create table hangfire.schema (
  version int primary key
);
insert into hangfire.schema values (23);

create table hangfire.job (
  id bigserial primary key,
  stateid bigint,
  statename text,
  invocationdata jsonb not null,
  arguments jsonb not null,
  createdat timestamptz not null,
  expireat timestamptz,
  updatecount int not null default 0
);
create index ix_hangfire_job_expireat on hangfire.job (expireat);
create index ix_hangfire_job_statename on hangfire.job (statename);
create index ix_hangfire_job_statename_is_not_null on hangfire.job (statename) include (id) where statename is not null;

create table hangfire.jobparameter (
  id bigserial primary key,
  jobid bigint not null references hangfire.job on update cascade on delete cascade,
  name text not null,
  value text,
  updatecount int not null default 0
);
create index ix_hangfire_jobparameter_jobidandname on hangfire.jobparameter (jobid, name);

create table hangfire.state (
  id bigserial primary key,
  jobid bigint not null references hangfire.job on update cascade on delete cascade,
  name text not null,
  reason text,
  createdat timestamptz not null,
  data jsonb,
  updatecount int not null default 0
);
create index ix_hangfire_state_jobid on hangfire.state (jobid);

create table hangfire.jobqueue (
  id bigserial primary key,
  jobid bigint not null,
  queue text not null,
  fetchedat timestamptz,
  updatecount int not null default 0
);
create index ix_hangfire_jobqueue_fetchedat_queue_jobid on hangfire.jobqueue (fetchedat nulls first, queue, jobid);
create index ix_hangfire_jobqueue_jobidandqueue on hangfire.jobqueue (jobid, queue);
create index ix_hangfire_jobqueue_queueandfetchedat on hangfire.jobqueue (queue, fetchedat);

create table hangfire.counter (
  id bigserial primary key,
  key text not null,
  value bigint not null,
  expireat timestamptz
);
create index ix_hangfire_counter_expireat on hangfire.counter (expireat);
create index ix_hangfire_counter_key on hangfire.counter (key);

create table hangfire.aggregatedcounter (
  id bigserial primary key,
  key text not null unique,
  value bigint not null,
  expireat timestamptz
);

create table hangfire.hash (
  id bigserial primary key,
  key text not null,
  field text not null,
  value text,
  expireat timestamptz,
  updatecount int not null default 0,
  unique (key, field)
);
create index ix_hangfire_hash_expireat on hangfire.hash (expireat);

create table hangfire.list (
  id bigserial primary key,
  key text not null,
  value text,
  expireat timestamptz,
  updatecount int not null default 0
);
create index ix_hangfire_list_expireat on hangfire.list (expireat);

create table hangfire.set (
  id bigserial primary key,
  key text not null,
  score double precision not null,
  value text not null,
  expireat timestamptz,
  updatecount int not null default 0,
  unique (key, value)
);
create index ix_hangfire_set_expireat on hangfire.set (expireat);
create index ix_hangfire_set_key_score on hangfire.set (key, score);

create table hangfire.lock (
  resource text not null unique,
  updatecount int not null default 0,
  acquired timestamptz
);
alter table hangfire.lock replica identity using index lock_resource_key;

create table hangfire.server (
  id text primary key,
  data jsonb,
  lastheartbeat timestamptz not null,
  updatecount int not null default 0
);
