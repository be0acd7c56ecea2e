-- What the daily run of sponsorship looks for, and what of its notices still has its cause.

-- Goods are no đồng: what was not handed over yet is found beside the money of instalment_open.
create index instalment_open_goods on sponsorships.instalment (due_on) where not dropped and quantity is not null and delivered_quantity < quantity;
create index pledge_ends on sponsorships.pledge (ends_on) where state in ('held', 'active', 'paused') and ends_on is not null;
create index pledge_planned on sponsorships.pledge (planned_until) where state in ('held', 'active');
create index pledge_undecided on sponsorships.pledge (unit_id) where undecided > 0;
create index pledge_flagged on sponsorships.pledge (unit_id) where flagged is not null;
create index notice_pledge on sponsorships.notice (pledge_id);
create index life_change_since on sponsorships.life_change (on_date) where not taken_back;
create index case_stopped on sponsorships.case_state (unit_id) where stopped is not null;
create index delivery_on on sponsorships.delivery (on_date) where not taken_back;

-- Instalments that wait for the sponsor, of pledges about which nothing else has to be decided first. A reminder is right
-- only as long as its instalment stands here, so a payment of a minute ago stops it.
create view sponsorships.waiting_instalment as
  select i.pledge_id, i.seq, i.unit_id, p.sponsor_id, p.beneficiary_id, p.channel, p.state, i.due_on,
    greatest(i.amount - i.received - i.delivered, 0) as missing
  from sponsorships.instalment i join sponsorships.pledge p on p.id = i.pledge_id
  where not i.dropped and p.state in ('held', 'active') and p.flagged is null and p.undecided = 0
    and (i.received + i.delivered < i.amount or (i.quantity is not null and i.delivered_quantity < i.quantity));

-- Notices that nobody has told yet and that are still true.
create view sponsorships.notice_to_tell as
  select n.* from sponsorships.notice n join sponsorships.pledge p on p.id = n.pledge_id
  where n.told_on is null and case
    when n.kind in ('due_soon', 'late_1', 'late_2', 'late_3') then exists (
      select from sponsorships.waiting_instalment w where w.pledge_id = n.pledge_id and w.due_on::text = n.args[1]) -- as text: by the pledge's few rows, not by all of that day
    when n.kind = 'ends_soon' then p.state in ('active', 'paused') and not p.renews and p.ends_on = n.args[1]::date
    else true end;

-- A notice that was never told and whose cause is gone is no record of anything.
grant delete on sponsorships.notice to dftp_app;
create function sponsorships.keep_told() returns trigger language plpgsql as $$
begin
  if old.told_on is not null then raise exception 'A notice that was told is kept.'; end if;
  return old;
end $$;
create trigger keep_told before delete on sponsorships.notice for each row execute function sponsorships.keep_told();
