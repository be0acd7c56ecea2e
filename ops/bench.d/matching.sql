-- The matching of ops/bench.d/matching.sh by hand: what is unique on both sides by reference and amount, then the words of
-- fifty rules; links, one match, entry and event for each day and cause. Variables: unit, fund, account.
begin;
create temp table rule_of (position int, first text, second text) on commit drop;
insert into rule_of select i, '%ky nop%', '%dot so ' || lpad(i::text, 2, '0') || '%' from generate_series(0, 49) i;
create temp table open_line on commit drop as
  select l.id, l.value_date, l.reference, l.amount, l.folded, count(*) over (partition by l.reference, l.amount) as equals from statements.line l
  where l.account_id = :'account' and l.side = 'C'
    and not exists (select from statements.match_link k where k.line_id = l.id and k.live)
    and not exists (select from statements.claim c where c.line_id = l.id);
create temp table open_item on commit drop as
  select a.item_id, g.bank_reference, a.amount, count(*) over (partition by g.bank_reference, a.amount) as equals from statements.announced a
  join dftp.gift g on g.id = a.item_id
  where a.account_id = :'account' and a.side = 'C'
    and not exists (select from statements.match_link k where k.item_id = a.item_id and k.live)
    and not exists (select from statements.claim c where c.gift_id = a.item_id);
analyze open_line;
analyze open_item;
create temp table decided on commit drop as
  select l.id, l.value_date, l.amount, i.item_id, null::int as position from open_line l join open_item i on i.bank_reference = l.reference and i.amount = l.amount
  where l.reference <> '' and l.equals = 1 and i.equals = 1;
analyze decided;
insert into decided
  select l.id, l.value_date, l.amount, null, r.position from open_line l
  cross join lateral (select position from rule_of where l.folded like first and l.folded like second order by position limit 1) r
  where not exists (select from decided d where d.id = l.id);
analyze decided;
create temp table made on commit drop as
  select gen_random_uuid() as id, gen_random_uuid() as entry, value_date, position, count(*)::int as lines, sum(amount)::bigint as total,
    row_number() over (order by value_date, position) as number
  from decided group by value_date, position;
insert into statements.match (id, unit_id, account_id, kind, reason, side, day, fund_id, role, line_count, total, made_at, made_by)
  select id, :'unit', :'account', case when position is null then 'item' else 'income' end, case when position is null then 'reference' else 'rule' end, 'C', value_date, :'fund',
    case when position is null then 'in_transit' else 'income_other' end, lines, total, now(), :'unit' from made;
insert into statements.match_link (match_id, ordinal, line_id, item_id, amount)
  select m.id, row_number() over (partition by m.id order by d.id), d.id, d.item_id, d.amount
  from decided d join made m on m.value_date = d.value_date and m.position is not distinct from d.position;
insert into ledger.series as s (fund_id, year, kind, last_number, last_date) select :'fund', 2026, 'PKT', count(*), max(value_date) from made
  on conflict (fund_id, year, kind) do update set last_number = s.last_number + excluded.last_number;
insert into ledger.entry (id, stream_id, source, unit_id, fund_id, kind, year, number, document_date, recorded_at, recorded_by)
  select m.entry, m.id, 'statement_lines_matched', :'unit', :'fund', 'PKT', 2026, (select last_number from ledger.series where fund_id = :'fund' and year = 2026 and kind = 'PKT') - (select count(*) from made) + m.number,
    m.value_date, now(), :'unit' from made m;
insert into ledger.posting (entry_id, line, role, side, amount, account_id)
  select m.entry, leg, coalesce(role, case when m.position is null then 'in_transit' else 'income_other' end), side, m.total, :'account'
  from made m, (values (0, 'income_unlabelled', 'D'), (1, null, 'C')) l (leg, role, side);
insert into dftp_events.mt_streams (id, version, timestamp, tenant_id) select id, 1, now(), '*DEFAULT*' from made;
insert into dftp_events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
  select nextval('dftp_events.mt_events_sequence'), gen_random_uuid(), id, 1,
    jsonb_build_object('matchId', id, 'count', lines, 'total', total, 'entries', jsonb_build_array(jsonb_build_object('id', entry))), 'statement_lines_matched', now(), '*DEFAULT*', '', false
  from made;
commit;
