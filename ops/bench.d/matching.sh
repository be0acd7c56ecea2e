# A run of reconciliation over HTTP, 200,000 lines against 200,000 waiting gifts and 50 rules, against the same matching by
# hand in SQL: the same lines and gifts in the same tables, joined by reference and amount and by the words of the rules,
# linked, posted by one collective entry a day and cause, with its event.
# shellcheck shell=bash

readonly matched_account=20641-VCB

# statement_of LINES: three quarters name a gift by its reference, a fifth are what rules are about, the rest is nobody's
statement_of() {
  awk -v lines="$1" 'BEGIN {
    print "TNXDate,DocNo,Debit,Credit,TransactionDetails"
    for (i = 1; i <= lines; i++) {
      kind = i % 20
      if (kind < 15) { reference = sprintf("BM%07d", i); memo = "NGUYEN VAN THU chuyen tien ung ho quy vi nguoi ngheo" }
      else if (kind < 19) { reference = sprintf("KH%07d", i); memo = sprintf("MBVCB.%d.ky nop theo dot so %02d cua don vi.CT tu 001", i, int(i / 20) % 50) }
      else { reference = sprintf("LE%07d", i); memo = "giup ba con ngheo" }
      printf "%02d/03/2026,%s,,%d,%s\n", 1 + i % 5, reference, 10000 + i % 700 * 1000, memo
    }
  }' </dev/null
}

# gifts_for LINES: SQL that makes as many gifts in transit, in either database
gifts_for() {
  cat <<SQL
create temp table waiting as
  select i, gen_random_uuid() as id, gen_random_uuid() as entry, 10000 + i % 700 * 1000 as amount, date '2026-03-01' + i % 5 as day
  from generate_series(1, $1) i;
insert into ledger.entry (id, stream_id, source, unit_id, fund_id, kind, year, number, document_date, recorded_at, recorded_by)
  select entry, id, 'donation_recorded', '$unit', '$book', 'PKT', 2026, 10000000 + i, day, now(), '$unit' from waiting;
insert into ledger.posting (entry_id, line, role, side, amount, account_id, source)
  select entry, leg, role, side, amount, case leg when 0 then '$account'::uuid end, donor from waiting, (values (0, 'in_transit', 'D', null), (1, 'income_gifts', 'C', 'person')) l (leg, role, side, donor);
insert into dftp.sealed_text (owner_id, field, salt, text, folded) select id, 'donor_name', '\\x00', 'Lê Văn Chờ ' || i, 'le van cho ' || i from waiting;
insert into dftp.gift (id, unit_id, fund_id, channel, amount, donor_kind, anonymous, earmarked, account_id, bank_reference, document_date, attachment_count,
    voucher_kind, voucher_year, voucher_number, receipt_kind, receipt_number, receipt_code, letterhead_id, recorded_at, recorded_by, status)
  select id, '$unit', '$book', 'transfer', amount, 'person', false, false, '$account', 'BM' || lpad(i::text, 7, '0'), day, 0,
    'PKT', 2026, 10000000 + i, 'XN', 10000000 + i, substr(md5(id::text), 1, 12), '$unit', now(), '$unit', 'recorded' from waiting;
drop table waiting;
analyze ledger.entry, ledger.posting, dftp.gift, dftp.sealed_text, statements.line;
SQL
}

# Undoes a round: what the run wrote, as if it had never been.
forget_matches() {
  local query="truncate statements.match_link, statements.match cascade;
    delete from ledger.posting p using ledger.entry e where e.id = p.entry_id and e.source = 'statement_lines_matched';
    delete from ledger.entry where source = 'statement_lines_matched';
    delete from dftp_events.mt_events where type = 'statement_lines_matched';
    delete from dftp_events.mt_streams s where not exists (select from dftp_events.mt_events e where e.stream_id = s.id);"
  "$1" "$query"
  "$1" "vacuum (analyze) statements.match_link, statements.match"
}

# Lines matched per second by one run over HTTP.
run_of_account() {
  local started=$EPOCHREALTIME answer
  answer=$(curl -sS -f -X POST "$url/api/reconciliation/run?account=$matched_account" -H "Authorization: Bearer $token") || broken "The run failed."
  calculate "$(json_number "$answer" matched) / ($EPOCHREALTIME - $started)"
}

# Lines matched per second by hand.
match_by_hand() {
  local milliseconds matched
  milliseconds=$(PGDATABASE=reference psql -X -q -v ON_ERROR_STOP=1 -v unit="$unit" -v fund="$book" -v account="$account" -c '\timing on' -f "$root/ops/bench.d/matching.sql" |
    sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | awk '{ all += $1 } END { print all }') || broken "The matching by hand failed."
  matched=$(reference_sql "select count(*) from statements.match_link")
  calculate "$matched / $milliseconds * 1000"
}

measure_match_lines() {
  local lines=200000 round ours=() by_hand=() account unit book
  ((quick)) && lines=20000
  sign_in
  read -r account unit book <<<"$(sql -F ' ' "select id, unit_id, default_fund_id from ledger.bank_account where code = '$matched_account'")"
  statement_of "$lines" >"$work/matching.csv"
  "$root/ops/dftp" import-statement "$work/matching.csv" --account "$matched_account" --json --data "$data" >&2 || broken "The import failed."
  sql "insert into statements.rule (id, unit_id, position, name, side, memo_words, kind, role, acts_alone, made_at, made_by)
    select gen_random_uuid(), '$unit', i, 'Đợt ' || i, 'C', array['ky nop', 'dot so ' || lpad(i::text, 2, '0')], 'income', 'income_other', true, now(), '$unit' from generate_series(0, 49) i"
  sql "$(gifts_for "$lines")"
  reference_sql "truncate statements.line, statements.match_link, statements.match, statements.claim, ledger.entry, ledger.posting, dftp.gift, dftp.sealed_text cascade"
  sql "\copy (select l.* from statements.line l where l.account_id = '$account' order by l.id) to '$work/lines.copy'"
  reference_sql "\copy statements.line from '$work/lines.copy'"
  reference_sql "insert into dftp.unit (id, kind) values ('$unit', 'commune') on conflict do nothing;
    insert into ledger.fund (id, unit_id, kind, code, opened_on) values ('$book', '$unit', 'VNN', 'match', '2024-01-01') on conflict do nothing"
  reference_sql "$(gifts_for "$lines")"
  for ((round = 1; round <= rounds; round++)); do
    ours+=("$(run_of_account)")
    by_hand+=("$(match_by_hand)")
    say "match_lines: ${ours[-1]} lines/s, by hand ${by_hand[-1]} lines/s"
    ((round == rounds)) && break
    forget_matches sql
    forget_matches reference_sql
  done
  result_of_rounds match_lines lines/s ours by_hand
}
