-- Which release freed a link, so that each release can be checked against its event.
alter table statements.match_link add column released_part int;
grant update (released_part) on statements.match_link to dftp_app;
create index match_link_released on statements.match_link (match_id) where not live;

-- How often each account's lines were locked to tie or free them. A run that finds the figure as it read it knows that
-- nothing changed meanwhile, without looking at two hundred thousand lines again.
create table statements.account_turn (
  account_id uuid primary key,
  turns bigint not null
) with (fillfactor = 50);

-- Money that was announced and that a line of a statement will prove: entries with a leg in transit on an account, as long
-- as nobody took them back. What statements themselves post in transit is the proof, not the announcement.
create index posting_in_transit on ledger.posting (account_id, entry_id) where role = 'in_transit' and account_id is not null;
create view statements.announced as
  select e.stream_id as item_id, e.id as entry_id, e.source, e.unit_id, e.fund_id, p.account_id,
    case p.side when 'D' then 'C' else 'D' end as side, -- of the line that proves it
    p.amount, e.document_date, e.kind, e.year, e.number
  from ledger.posting p join ledger.entry e on e.id = p.entry_id
  where p.role = 'in_transit' and p.account_id is not null and p.amount > 0 and e.reverses is null
    and e.source not in ('statement_day_posted', 'statement_lines_matched', 'statement_lines_released', 'donation_reversed', 'ledger_entry_reversed')
    and not exists (select from ledger.entry r where r.reverses = e.id);
