-- How many pledges and cases of a unit stand in each state: counting a hundred thousand rows anew for every page that is opened
-- takes longer than all the rest of it. A change adds rows and alters none, so that nobody waits for anybody; the daily run sums them up.
create table sponsorships.state_count (
  counted text not null check (counted in ('pledge', 'case')),
  unit_id uuid not null,
  state text not null,
  change bigint not null
);
create index state_count_of on sponsorships.state_count (counted, unit_id, state) include (change);

create function sponsorships.count_added() returns trigger language plpgsql as $$
begin
  insert into sponsorships.state_count select tg_argv[0], unit_id, state, count(*) from added group by unit_id, state;
  return null;
end $$;

create function sponsorships.count_removed() returns trigger language plpgsql as $$
begin
  insert into sponsorships.state_count select tg_argv[0], unit_id, state, -count(*) from removed group by unit_id, state;
  return null;
end $$;

create function sponsorships.count_moved() returns trigger language plpgsql as $$
begin
  insert into sponsorships.state_count values (tg_argv[0], old.unit_id, old.state, -1), (tg_argv[0], new.unit_id, new.state, 1);
  return null;
end $$;

create function sponsorships.count_emptied() returns trigger language plpgsql as $$
begin
  delete from sponsorships.state_count where counted = tg_argv[0];
  return null;
end $$;

create trigger count_added after insert on sponsorships.pledge referencing new table as added for each statement execute function sponsorships.count_added('pledge');
create trigger count_removed after delete on sponsorships.pledge referencing old table as removed for each statement execute function sponsorships.count_removed('pledge');
create trigger count_moved after update on sponsorships.pledge for each row
  when ((old.unit_id, old.state) is distinct from (new.unit_id, new.state)) execute function sponsorships.count_moved('pledge');
create trigger count_emptied after truncate on sponsorships.pledge execute function sponsorships.count_emptied('pledge');

create trigger count_added after insert on sponsorships.case_state referencing new table as added for each statement execute function sponsorships.count_added('case');
create trigger count_removed after delete on sponsorships.case_state referencing old table as removed for each statement execute function sponsorships.count_removed('case');
create trigger count_moved after update on sponsorships.case_state for each row
  when ((old.unit_id, old.state) is distinct from (new.unit_id, new.state)) execute function sponsorships.count_moved('case');
create trigger count_emptied after truncate on sponsorships.case_state execute function sponsorships.count_emptied('case');

insert into sponsorships.state_count select 'pledge', unit_id, state, count(*) from sponsorships.pledge group by unit_id, state;
insert into sponsorships.state_count select 'case', unit_id, state, count(*) from sponsorships.case_state group by unit_id, state;

-- The newest pledges of a unit, and who looks after its cases, without reading all of them.
create index pledge_newest on sponsorships.pledge (unit_id, offered_at desc, id);
create index beneficiary_officer on sponsorships.beneficiary (officer_id, unit_id);
