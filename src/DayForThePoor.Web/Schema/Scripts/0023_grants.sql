-- Grants (khoản hỗ trợ): what was asked for, decided and handed over. support, objection, signature, step, step_file and
-- proposal follow from the events and are written again by a rebuild; the other tables are primary records.
create table grants.support (
  id uuid primary key,                 -- also the event stream
  unit_id uuid not null,
  fund_id uuid not null,
  purpose text not null,
  household_id uuid not null,
  member_id uuid,
  kind text not null check (kind in ('regular', 'short')),
  state text not null,
  wished bigint,                       -- đồng
  proposed bigint,
  approved bigint,
  rule_id uuid,                        -- that it was decided under; null: the shipped one
  earmark_id uuid,                     -- the addressed gift whose money it is to be
  campaign_id uuid,
  wish_id uuid,                        -- households.happening
  requested_on date not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  happened_on date,                    -- of a sudden hardship
  meeting_id uuid,
  met_on date,
  posted_from date,
  posted_until date,
  posting_ended_on date,
  checked_on date,
  overlap_hash text,
  overlap_soft int not null default 0,
  overlap_hard int not null default 0,
  proposal_id uuid,
  approved_at timestamptz,
  approved_on date,
  handed_over_on date,
  reported_on date,                    -- meeting of the board that was told of it
  ended_at timestamptz,                -- closed, rejected or withdrawn
  state_since timestamptz not null
);
create index support_unit on grants.support (unit_id, state, requested_on desc);
create index support_household on grants.support (household_id, purpose);
create index support_proposal on grants.support (proposal_id) where proposal_id is not null;
create index support_unreported on grants.support (unit_id) where kind = 'short' and approved_on is not null and proposal_id is null and reported_on is null;

create table grants.objection (
  id uuid primary key,                 -- owner of its texts
  support_id uuid not null,
  on_date date not null,
  answered_on date,
  upheld boolean,
  answer_id uuid                       -- owner of the answer's text
);
create index objection_support on grants.objection (support_id);

-- Who signed a proposal list or a short grant.
create table grants.signature (
  subject_id uuid not null,
  person_id uuid not null,
  signed_at timestamptz not null,
  primary key (subject_id, person_id)
);

-- The history of grants and lists, one row an event.
create table grants.step (
  id uuid primary key,                 -- owner of the texts sealed with it
  subject_id uuid not null,            -- the grant or the list
  kind text not null,                  -- name of the event
  on_date date,
  amount bigint,
  at timestamptz not null,
  by_person uuid not null
);
create index step_subject on grants.step (subject_id, at);

create table grants.step_file (
  step_id uuid not null,
  subject_id uuid not null,
  file_id uuid not null,
  primary key (step_id, file_id)
);
create index step_file_subject on grants.step_file (subject_id);

create table grants.proposal (
  id uuid primary key,
  unit_id uuid not null,
  fund_id uuid not null,
  state text not null,
  lines int not null,
  total bigint not null,               -- đồng
  list_hash text not null,             -- commitment of its lines, base 64
  needed smallint not null,            -- different approvers
  signed smallint not null default 0,
  proposed_on date not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_on date
);
create index proposal_unit on grants.proposal (unit_id, state, proposed_at desc);

-- From here on primary records: written once.

-- Biên bản họp thôn bình xét. What it says about each household stands in the grant's own events.
create table grants.meeting (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  hamlet_id uuid not null references households.hamlet,
  held_on date not null,
  begins time,
  ends time,
  place text not null,
  chair text not null,
  secretary text not null,
  invited int not null check (invited > 0),  -- households
  present int not null check (present between 0 and invited),
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index meeting_unit on grants.meeting (unit_id, held_on desc);

create table grants.meeting_line (
  meeting_id uuid not null references grants.meeting,
  line smallint not null,
  support_id uuid not null,
  agreed boolean not null,
  proposed bigint,                     -- đồng
  votes_for int,
  votes_against int,
  step_id uuid not null,               -- owner of the opinion's text
  primary key (meeting_id, line)
);

-- The frozen list: everything as it stood, under the hash that its event holds.
create table grants.proposal_list (
  proposal_id uuid primary key,
  salt bytea not null
);
create table grants.proposal_line (
  proposal_id uuid not null references grants.proposal_list,
  line smallint not null,
  support_id uuid not null,
  household_id uuid not null,
  household_code text not null,
  head text not null,
  given text not null,                 -- last word of the head's name: lists are sorted by it
  hamlet text not null,
  class text not null,                 -- as last recognised; empty: on no list
  purpose text not null,
  amount bigint not null,              -- đồng
  source text not null,                -- fund, or the addressed gift
  primary key (proposal_id, line)
);
create index proposal_line_support on grants.proposal_line (support_id);

-- Papers and pictures, before and after they are put to a step.
create table grants.file (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  kind text not null,
  name text not null,
  media_type text not null,
  sha256 bytea not null references dftp.attachment,
  bytes bigint not null,
  added_at timestamptz not null,
  added_by uuid not null
);
create index file_content on grants.file (sha256);

-- Khiếu nại, phản ánh. Rows alone: nothing of it enters an event.
create table grants.complaint (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  support_id uuid,
  household_id uuid references households.household,
  proposal_id uuid,
  kind text not null check (kind in ('complaint', 'feedback', 'denunciation')),
  received_on date not null,
  confined boolean not null,           -- only few may read it
  complainant text not null,           -- may be empty: not named
  text text not null,
  state text not null check (state in ('received', 'examining', 'answered', 'closed')),
  answer text,
  answered_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index complaint_unit on grants.complaint (unit_id, state, received_on desc);
create index complaint_support on grants.complaint (support_id) where support_id is not null;
create index complaint_household on grants.complaint (household_id) where household_id is not null;
create table grants.complaint_step (
  complaint_id uuid not null references grants.complaint,
  at timestamptz not null,
  state text not null,
  note text not null,
  by_person uuid not null
);
create index complaint_step_of on grants.complaint_step (complaint_id, at);

revoke update, delete on grants.meeting, grants.meeting_line, grants.proposal_list, grants.proposal_line, grants.file, grants.complaint_step from dftp_app;
revoke delete on grants.complaint from dftp_app;
