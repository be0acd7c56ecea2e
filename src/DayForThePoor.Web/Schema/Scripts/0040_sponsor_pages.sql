-- Who opened the page of a sponsor: whoever had the address. Written only, never changed.
create table sponsorships.page_view (
  id bigint generated always as identity primary key,
  sponsor_id uuid not null references sponsorships.sponsor,
  unit_id uuid not null references dftp.unit,
  at timestamptz not null,
  link_tail text not null,             -- last four characters of the link that was used: it may have been renewed since
  what text not null check (what in ('page', 'file'))
);
create index page_view_of on sponsorships.page_view (sponsor_id, at desc);
revoke update, delete on sponsorships.page_view from dftp_app;

-- Letters of sponsors to the people they support. Letters the other way are news. An officer reads each before it is passed on.
create table sponsorships.letter (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  sponsor_id uuid not null references sponsorships.sponsor,
  pledge_id uuid not null,
  beneficiary_id uuid not null references sponsorships.beneficiary,
  text text not null,
  sent_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'passed_on', 'refused')),
  reason text,                         -- why it was not passed on; the sponsor reads it
  decided_at timestamptz,
  decided_by uuid,
  check ((state = 'waiting') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check ((state = 'refused') = (reason is not null))
);
create index letter_waiting on sponsorships.letter (unit_id, sent_at) where state = 'waiting';
create index letter_unit on sponsorships.letter (unit_id, sent_at desc);
create index letter_sponsor on sponsorships.letter (sponsor_id, sent_at desc);
revoke update, delete on sponsorships.letter from dftp_app;
grant update (state, reason, decided_at, decided_by) on sponsorships.letter to dftp_app;

-- Cases that stand, for the public page.
create index case_state_open on sponsorships.case_state (unit_id) where state = 'open';
