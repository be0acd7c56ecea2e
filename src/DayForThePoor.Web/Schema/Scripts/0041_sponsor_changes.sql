-- What people wrote anew of a sponsor: one row a field of an edit. Names and numbers of people stand here and in no event.
create table sponsorships.sponsor_change (
  edit_id uuid not null,
  sponsor_id uuid not null references sponsorships.sponsor,
  field text not null check (field in ('kind', 'name', 'contactName', 'phone', 'email', 'address', 'mayBeNamed', 'members')),
  was text not null,
  became text not null,
  changed_at timestamptz not null,
  changed_by uuid not null,            -- identity.person
  primary key (edit_id, field)
);
create index sponsor_change_of on sponsorships.sponsor_change (sponsor_id, changed_at desc);
revoke update, delete on sponsorships.sponsor_change from dftp_app;
