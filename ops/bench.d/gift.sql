-- pgbench: one gift by hand, all its rows in one statement, numbered by the same counter row as the product's.
-- Variables: fund, unit, person, letterhead, today, event (the JSON of a real gift), type.
\set amount random(10, 5000) * 1000
with gift as materialized (
  select gen_random_uuid() as id, gen_random_uuid() as entry, now() as at,
    'Nguyễn Thị Thử ' || gen_random_uuid() as donor
), number as (
  update ledger.series set last_number = last_number + 1, last_date = greatest(last_date, :today::date)
  where fund_id = :fund::uuid and year = extract(year from :today::date) and kind = 'PT'
  returning year, last_number
), request as (
  insert into ledger.request (id, content_hash) select id, sha256(uuid_send(id)) from gift
), stream as (
  insert into dftp_events.mt_streams (id, version, timestamp, tenant_id) select id, 1, at, '*DEFAULT*' from gift
), event as (
  insert into dftp_events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
  select nextval('dftp_events.mt_events_sequence'), gen_random_uuid(), id, 1, :event::jsonb, 'donation_recorded', at, '*DEFAULT*', :type, false
  from gift
), entry as (
  insert into ledger.entry (id, stream_id, source, unit_id, fund_id, kind, year, number, document_date, recorded_at, recorded_by)
  select entry, id, 'donation_recorded', :unit::uuid, :fund::uuid, 'PT', year, last_number, :today::date, at, :person::uuid
  from gift, number
), posting as (
  insert into ledger.posting (entry_id, line, role, side, amount, source)
  select entry, line, role, side, :amount, donor_kind
  from gift, (values (0, 'cash', 'D', null), (1, 'income_gifts', 'C', 'person')) leg (line, role, side, donor_kind)
), text as (
  insert into dftp.sealed_text (owner_id, field, salt, text, folded)
  select id, 'donor_name', uuid_send(entry), donor, replace(lower(donor), 'nguyễn thị thử', 'nguyen thi thu') from gift
)
insert into dftp.gift (id, unit_id, fund_id, channel, amount, donor_kind, anonymous, earmarked, document_date, attachment_count,
  voucher_kind, voucher_year, voucher_number, receipt_kind, receipt_number, receipt_code, letterhead_id, recorded_at, recorded_by, status)
select id, :unit::uuid, :fund::uuid, 'cash', :amount, 'person', false, false, :today::date, 0,
  'PT', year, last_number, 'PT', last_number, substr(md5(id::text), 1, 12), :letterhead::uuid, at, :person::uuid, 'recorded'
from gift, number;
