-- What sponsorships handed over to households, whichever way: lines of payments that were collected (of a pledge's money or, for a
-- slot that nobody filled, of the general fund) and direct hand-overs that papers prove. Goods have no amount. Ungrouped, so that
-- a look at one household reads that household's rows alone.
create view sponsorships.handed_over as
  select coalesce(l.earmark_id, l.slot_id) as id, p.unit_id, p.fund_id::text as source, l.household_id, l.member_id, l.amount,
    (coalesce(l.changed_at, p.paid_at) at time zone 'Asia/Ho_Chi_Minh')::date as on_date
  from payments.line l join payments.payment p on p.id = l.payment_id
  where l.slot_id is not null and p.state = 'paid' and (p.payee_kind <> 'list' or l.state = 'collected') and l.state <> 'returned'
  union all
  select g.id, g.unit_id, 'direct', b.household_id, b.member_id, d.amount, d.on_date
  from sponsorships.delivery d join sponsorships.pledge g on g.id = d.pledge_id join sponsorships.beneficiary b on b.id = g.beneficiary_id
  where not d.taken_back;
