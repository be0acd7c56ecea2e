-- Runs of the product's own work. Their state is about the run alone: what a run did stands in the tables of the module
-- that did it, and a run that failed or was killed leaves nothing there that the next one would not put right.
create table dftp.job_run (
  id uuid primary key,
  job text not null,                   -- code of the job
  scheduled_for timestamptz not null,  -- the instant its schedule names; of a run that a person asked for, when they did
  asked_by uuid,                       -- that person; null: the schedule
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'interrupted')),
  attempt int not null default 0,      -- how often it was begun
  node text,                           -- machine and process that had it last
  started_at timestamptz,
  heartbeat_at timestamptz,            -- stands still when its process is gone
  ended_at timestamptz,
  done bigint not null default 0,
  total bigint,                        -- null: not known yet
  idle boolean not null default false, -- ended and had found nothing to do
  result jsonb,                        -- counts over all its parts, when done
  problem text,                        -- code of the sentence that says why it failed
  unique (job, scheduled_for)
);
create index job_run_latest on dftp.job_run (scheduled_for desc);
create index job_run_unfinished on dftp.job_run (heartbeat_at) where state in ('waiting', 'running');

-- What a run did in one place, written as it happens: a run that is killed and begun again says all it did.
create table dftp.job_run_part (
  run_id uuid not null references dftp.job_run on delete cascade,
  key text not null,                   -- the same thing done twice is one part
  unit_id uuid,                        -- null: concerns all
  account_id uuid,
  counts jsonb not null,
  primary key (run_id, key)
);
