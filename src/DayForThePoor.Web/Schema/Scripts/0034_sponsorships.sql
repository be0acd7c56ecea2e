-- Sponsorship (nhận đỡ đầu). Who the supported people are stands in rows alone; what was promised, came in and was handed
-- over follows from events of pledges (pledge, instalment, received_part, delivery) and is written again by a rebuild.
create schema sponsorships;
grant usage on schema sponsorships to dftp_app;
alter default privileges in schema sponsorships grant select, insert, update, delete on tables to dftp_app;
alter default privileges in schema sponsorships grant usage, select, update on sequences to dftp_app;

-- Primary records ------------------------------------------------------------------------------------------------------

-- One case (hồ sơ) a person. Name, birth and sex stand with the member of the household.
create table sponsorships.beneficiary (
  id uuid primary key,                 -- also the stream of its case
  unit_id uuid not null references dftp.unit,
  code text not null,                  -- "ĐĐ-2026-0007", all that the public may see
  household_id uuid not null references households.household,
  member_id uuid not null,             -- households.member
  kind text not null,
  father text not null,
  mother text not null,
  carer_name text not null default '',
  carer_relation text not null default '',
  carer_phone text not null default '',
  school text not null default '',
  grade smallint check (grade between 1 and 12),
  grade_year smallint,                 -- first calendar year of the school year that the grade is of
  aid_category text,                   -- sponsorships.aid_rate; null: none
  officer_id uuid,                     -- identity.person
  note text not null default '',
  opened_on date not null,
  folded text not null,                -- code, school and carer without diacritics, for search; names stand with the household
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  unique (unit_id, code)
);
create index beneficiary_household on sponsorships.beneficiary (household_id);
create unique index beneficiary_member on sponsorships.beneficiary (member_id);

-- What a person needs each month, by purpose. Immutable but for its end: whoever sponsors it relies on it.
create table sponsorships.slot (
  id uuid primary key,
  beneficiary_id uuid not null references sponsorships.beneficiary,
  unit_id uuid not null references dftp.unit,
  purpose text not null check (purpose in ('meals', 'school', 'health', 'living', 'house_care')),
  kind text not null check (kind in ('money', 'goods')),
  amount bigint not null default 0,    -- đồng a month
  goods text not null default '',      -- "gạo"
  goods_unit text not null default '', -- "kg"
  quantity numeric(12, 3) not null default 0, -- a month
  starts_on date not null,
  ends_on date check (ends_on >= starts_on), -- last day; null while it stands
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  check (case kind when 'money' then amount > 0 and quantity = 0 else amount = 0 and quantity > 0 and goods <> '' and goods_unit <> '' end)
);
create index slot_beneficiary on sponsorships.slot (beneficiary_id);

-- What the state pays already (trợ cấp xã hội): coefficient × base, dated. NĐ 20/2021 Đ.6; base 500.000 since 01/07/2024 (NĐ 76/2024).
create table sponsorships.aid_base (valid_from date primary key, amount bigint not null, source text not null);
insert into sponsorships.aid_base values
  ('2021-07-01', 360000, 'Nghị định 20/2021/NĐ-CP Điều 4'),
  ('2024-07-01', 500000, 'Nghị định 76/2024/NĐ-CP');
create table sponsorships.aid_rate (
  category text not null,
  valid_from date not null,
  coefficient numeric(3, 1) not null,
  source text not null,
  primary key (category, valid_from)
);
insert into sponsorships.aid_rate values
  ('child_alone_under_4', '2021-07-01', 2.5, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('child_alone', '2021-07-01', 1.5, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('youth_alone_studying', '2021-07-01', 1.5, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('single_parent_per_child', '2021-07-01', 1.0, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('old_alone_under_80', '2021-07-01', 1.5, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('old_alone_80', '2021-07-01', 2.0, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('old_taken_in', '2021-07-01', 3.0, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('disabled_severe', '2021-07-01', 1.5, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('disabled_very_severe', '2021-07-01', 2.0, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('disabled_severe_child_or_old', '2021-07-01', 2.0, 'Nghị định 20/2021/NĐ-CP Điều 5, 6'),
  ('disabled_very_severe_child_or_old', '2021-07-01', 2.5, 'Nghị định 20/2021/NĐ-CP Điều 5, 6');
revoke insert, update, delete on sponsorships.aid_base, sponsorships.aid_rate from dftp_app;

-- Papers and pictures of a case, of consents, visits, deliveries and sponsors.
create table sponsorships.file (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  beneficiary_id uuid references sponsorships.beneficiary,
  kind text not null,                  -- birth_certificate, death_certificate, application, consent, photo, school_result, letter, visit, delivery, vetting, undertaking, facility, other
  name text not null,
  media_type text not null,
  sha256 bytea not null references dftp.attachment,
  bytes bigint not null,
  on_date date not null,
  added_at timestamptz not null,
  added_by uuid not null
);
create index file_beneficiary on sponsorships.file (beneficiary_id, kind);
create index file_content on sponsorships.file (sha256);

-- Văn bản đồng ý, one row an item. Never changed but to withdraw it.
create table sponsorships.consent (
  id uuid primary key,
  beneficiary_id uuid not null references sponsorships.beneficiary,
  item text not null check (item in ('first_name', 'age', 'photo', 'school_result', 'letter')),
  for_public boolean not null,         -- false: shown to the sponsor only
  given_on date not null,
  guardian_name text,                  -- null: the person signed alone, of age
  guardian_relation text,
  child_agreed boolean not null,       -- the child's own signature, from 7 (Luật Trẻ em Đ.6.11, NĐ 56/2017 Đ.36)
  valid_until date not null,           -- last day; never beyond the 7th or the 18th birthday
  file_id uuid not null references sponsorships.file,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index consent_beneficiary on sponsorships.consent (beneficiary_id, item);

create table sponsorships.sponsor (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  code text not null,                  -- "NĐĐ-0007"
  kind text not null check (kind in ('person', 'organisation', 'group')),
  name text not null,
  contact_name text not null default '',
  phone text not null default '',
  email text not null default '',
  address text not null default '',
  may_be_named boolean,                -- null: not asked
  follow_code text not null unique,    -- unguessable; the sponsor's own page
  folded text not null,                -- code, name and contact without diacritics, for search
  ended_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  unique (unit_id, code)
);
create index sponsor_search on sponsorships.sponsor using gin (folded gin_trgm_ops);
create table sponsorships.sponsor_member (
  id uuid primary key,
  sponsor_id uuid not null references sponsorships.sponsor,
  name text not null,
  share bigint not null check (share > 0), -- đồng a month that the member gives of the group's part
  joined_on date not null,
  left_on date check (left_on >= joined_on)
);
create index sponsor_member_of on sponsorships.sponsor_member (sponsor_id);

-- Whether a sponsor may meet a child: the last row counts.
create table sponsorships.vetting (
  id uuid primary key,
  sponsor_id uuid not null references sponsorships.sponsor,
  outcome text not null check (outcome in ('asked', 'cleared', 'refused')),
  charter_on date,                     -- cam kết bảo vệ trẻ em, signed
  record_on date,                      -- lý lịch tư pháp, issued
  valid_until date,
  file_id uuid references sponsorships.file,
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index vetting_of on sponsorships.vetting (sponsor_id, recorded_at desc);

create table sponsorships.visit (
  id uuid primary key,
  beneficiary_id uuid not null references sponsorships.beneficiary,
  on_date date not null,
  visited_by uuid,                     -- officer; null when only the sponsor is named
  sponsor_id uuid references sponsorships.sponsor,
  text text not null,
  file_id uuid references sponsorships.file,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index visit_of on sponsorships.visit (beneficiary_id, on_date desc);

-- News for the sponsor (kết quả học tập, thư, ảnh), looked through before it is shown; shown only while its item is consented.
create table sponsorships.news (
  id uuid primary key,
  beneficiary_id uuid not null references sponsorships.beneficiary,
  item text not null check (item in ('photo', 'school_result', 'letter')),
  on_date date not null,
  text text not null default '',
  file_id uuid references sponsorships.file,
  approved_at timestamptz,
  approved_by uuid,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index news_of on sponsorships.news (beneficiary_id, on_date desc);

-- Đề nghị đưa vào cơ sở trợ giúp xã hội: the steps of the file.
create table sponsorships.facility_step (
  id uuid primary key,
  beneficiary_id uuid not null references sponsorships.beneficiary,
  step text not null check (step in ('proposed', 'file_complete', 'sent', 'accepted', 'refused', 'moved_in', 'dropped')),
  facility text not null,
  on_date date not null,
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index facility_step_of on sponsorships.facility_step (beneficiary_id, on_date);

-- Papers that prove direct hand-overs; one list signed by many proves many.
create table sponsorships.delivery_paper (
  id uuid primary key,                 -- DeliveryId of the events
  unit_id uuid not null references dftp.unit,
  kind text not null check (kind in ('signed_list', 'slip', 'photo')),
  file_id uuid not null references sponsorships.file,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);

-- Numbers of a unit's own: days of a hold, extra gifts, …; without a row the shipped ones (Sponsorships.Settings).
create table sponsorships.setting (
  unit_id uuid primary key references dftp.unit,
  hold_days smallint not null check (hold_days between 1 and 90),
  hold_extensions smallint not null check (hold_extensions between 0 and 5),
  grace_days smallint not null check (grace_days between 0 and 365),
  extra_least bigint not null,         -- đồng
  extra_most bigint not null,
  extra_yearly bigint not null,        -- đồng a year and person
  late_days smallint not null,         -- an instalment is late so many days after it fell due
  visit_months smallint not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  check (extra_least > 0 and extra_most >= extra_least and extra_yearly >= extra_most)
);

-- What officers have to look at, found by the daily run. One open row a subject and kind.
create table sponsorships.alarm (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  kind text not null,                  -- no_payment, no_visit, consent_ending, life_change, extra_to_check, undecided, hold_ended, ends_soon, turned_7, turned_16, turned_18, …
  beneficiary_id uuid,
  pledge_id uuid,
  sponsor_id uuid,
  since date not null,
  detail text not null default '',     -- coded, no personal data
  raised_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  closed_how text
);
create unique index alarm_open on sponsorships.alarm (kind, coalesce(pledge_id, beneficiary_id, sponsor_id)) where closed_at is null;
create index alarm_unit on sponsorships.alarm (unit_id, since) where closed_at is null;

-- What a sponsor has to be told; the officer says when and how it was. Also shown on the sponsor's own page.
create table sponsorships.notice (
  id uuid primary key,
  unit_id uuid not null references dftp.unit,
  sponsor_id uuid not null references sponsorships.sponsor,
  pledge_id uuid not null,
  kind text not null,                  -- code of the text
  on_date date not null,
  args text[] not null default '{}',   -- dates and amounts only
  made_at timestamptz not null,
  told_on date,
  told_how text,                       -- phone, letter, in_person, page
  told_by uuid,
  unique (pledge_id, kind, on_date)
);
create index notice_untold on sponsorships.notice (unit_id, on_date) where told_on is null;

-- Read models ----------------------------------------------------------------------------------------------------------

-- Where a case stands: one row a case.
create table sponsorships.case_state (
  beneficiary_id uuid primary key,
  unit_id uuid not null,
  state text not null check (state in ('open', 'closed', 'merged')),
  closed_on date,
  close_reason text,
  merged_into uuid,
  stopped text,                        -- the last life change after which nothing may be paid
  stopped_on date,
  version int not null
);
create table sponsorships.life_change (
  id uuid primary key,                 -- the step
  beneficiary_id uuid not null,
  kind text not null,
  on_date date not null,
  at timestamptz not null,
  by_person uuid not null,
  taken_back boolean not null default false,
  settled boolean not null default false -- the case was reopened since
);
create index life_change_of on sponsorships.life_change (beneficiary_id, on_date desc);

create table sponsorships.pledge (
  id uuid primary key,                 -- also its stream, and the earmark of its money
  unit_id uuid not null,
  sponsor_id uuid not null,
  beneficiary_id uuid,
  slot_id uuid,
  fund_id uuid,
  channel text not null,
  amount bigint not null,              -- đồng of an instalment
  quantity numeric(12, 3),
  frequency text not null,
  starts_on date not null,
  ends_on date,
  end_rule text not null,
  renews boolean not null,
  yearly bigint not null,              -- đồng a year of the slot's room
  yearly_quantity numeric(14, 3) not null,
  state text not null check (state in ('offered', 'held', 'active', 'paused', 'ended')),
  held_until date,
  extensions smallint not null default 0,
  activated_on date,
  paused_from date,
  ended_on date,
  end_reason text,
  grace_until date,
  flagged text,                        -- life change that nobody has decided about
  predecessor_id uuid,
  successor_id uuid,
  planned_until date,                  -- due day of the last planned instalment
  received bigint not null default 0,  -- đồng through the fund, live
  undecided bigint not null default 0, -- of it, waits for a person
  delivered_directly bigint not null default 0,
  version int not null,
  offered_at timestamptz not null,
  offered_by uuid not null
);
create index pledge_slot on sponsorships.pledge (slot_id) where slot_id is not null;
create index pledge_beneficiary on sponsorships.pledge (beneficiary_id) where beneficiary_id is not null;
create index pledge_sponsor on sponsorships.pledge (sponsor_id);
create index pledge_unit on sponsorships.pledge (unit_id, state, offered_at desc);
create index pledge_held on sponsorships.pledge (held_until) where state = 'held';

-- What fills slots, and from when to when. A pledge whose end lies ahead fills its slot until then; one that renews itself has no end.
create view sponsorships.filling as
  select id as pledge_id, slot_id, starts_on as from_on,
    case when state = 'ended' then least(ends_on, ended_on) when not renews then ends_on end as until_on, yearly, yearly_quantity
  from sponsorships.pledge
  where slot_id is not null and (state in ('held', 'active', 'paused') or (state = 'ended' and activated_on is not null and ended_on >= starts_on));

create table sponsorships.instalment (
  pledge_id uuid not null,
  seq int not null,
  unit_id uuid not null,
  due_on date not null,
  amount bigint not null,
  quantity numeric(12, 3),
  received bigint not null default 0,  -- đồng through the fund
  delivered bigint not null default 0, -- đồng handed over directly
  delivered_quantity numeric(12, 3) not null default 0,
  dropped boolean not null default false, -- skipped by a pause or after the end: not promised
  primary key (pledge_id, seq)
);
create index instalment_due on sponsorships.instalment (unit_id, due_on) where not dropped;
create index instalment_open on sponsorships.instalment (due_on) where not dropped and received + delivered < amount;

create table sponsorships.received_part (
  gift_id uuid not null,
  ordinal smallint not null,
  pledge_id uuid not null,
  kind text not null,                  -- instalment, extra, undecided
  seq int,
  occasion text,
  amount bigint not null,
  on_date date not null,
  primary key (gift_id, ordinal)
);
create index received_part_pledge on sponsorships.received_part (pledge_id);

create table sponsorships.delivery (
  delivery_id uuid not null,
  pledge_id uuid not null,
  seq int not null,
  on_date date not null,
  amount bigint not null,
  quantity numeric(12, 3),
  taken_back boolean not null default false,
  at timestamptz not null,
  by_person uuid not null,
  primary key (delivery_id, pledge_id, seq)
);
create index delivery_pledge on sponsorships.delivery (pledge_id);

-- The history of cases and pledges, one row an event.
create table sponsorships.step (
  id uuid primary key,                 -- owner of the texts sealed with it
  subject_id uuid not null,
  kind text not null,                  -- name of the event
  on_date date,
  amount bigint,
  at timestamptz not null,
  by_person uuid not null
);
create index step_subject on sponsorships.step (subject_id, at);

-- Gifts and payments learn of pledges ----------------------------------------------------------------------------------

alter table dftp.gift add column pledge_id uuid;
create index gift_pledge on dftp.gift (pledge_id) where pledge_id is not null;
alter table payments.line add column slot_id uuid; -- of a sponsorship: what was paid for, also where no sponsor pays it
create index line_slot on payments.line (slot_id) where slot_id is not null;
alter table statements.transfer_code drop constraint transfer_code_kind_check;
alter table statements.transfer_code add constraint transfer_code_kind_check check (kind in ('campaign', 'item', 'pledge', 'sponsor'));

-- What was handed over of each pledge's money that went through the fund.
create view sponsorships.paid_out as
  select l.earmark_id as pledge_id,
    sum(l.amount)::bigint as ordered,
    coalesce(sum(l.amount) filter (where p.state = 'paid' and (p.payee_kind <> 'list' or l.state = 'collected')), 0)::bigint as delivered
  from payments.line l join payments.payment p on p.id = l.payment_id
  where l.slot_id is not null and l.earmark_id is not null and l.state <> 'returned' and p.state in ('awaiting_approval', 'awaiting_payment', 'paid')
  group by 1;

revoke update, delete on sponsorships.visit, sponsorships.facility_step, sponsorships.delivery_paper, sponsorships.vetting, sponsorships.file from dftp_app;
revoke delete on sponsorships.beneficiary, sponsorships.slot, sponsorships.consent, sponsorships.sponsor, sponsorships.sponsor_member, sponsorships.alarm, sponsorships.notice from dftp_app;
revoke update on sponsorships.slot, sponsorships.consent from dftp_app;
grant update (ends_on) on sponsorships.slot to dftp_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on sponsorships.consent to dftp_app;
