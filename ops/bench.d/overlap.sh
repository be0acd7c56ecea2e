# What stands against a grant, over HTTP, with 200,000 households of one commune and 1,000,000 supports that they received;
# against the same look by one hand-written statement through pgbench, with as many connections. Both read the same tables.
# shellcheck shell=bash

readonly overlap_connections=4

# fill_supports HOUSEHOLDS: two people each; every hundredth household shares a person with another; five supports each, half
# of them grants of the fund, half of other programmes
fill_supports() {
  sql "
    create temp table n as select i, ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id, u.unit_id, h.id as hamlet, f.id as fund
      from generate_series(1, $1) i,
        (select unit_id from dftp.unit_version where code = '20641' and valid_to is null) u,
        lateral (select id from households.hamlet where unit_id = u.unit_id limit 1) h, (select id from ledger.fund where code = '20641-VNN') f;
    insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
      select id, unit_id, 'OV-' || i, hamlet, 'Nguyễn Thị Thử', 'Thử', 'ov-' || i || ' nguyen thi thu', 2, now(), id from n;
    insert into households.member (id, household_id, unit_id, place, name, relation, birth_year, id_sealed, id_print, left_on)
      select gen_random_uuid(), id, unit_id, p, 'Nguyễn Thị Thử', case p when 1 then 'head' else 'child' end, 1980, '\\x00',
        decode(md5(case when p = 2 and i % 100 = 0 then 'shared' || i / 200 else i || '-' || p end), 'hex'), case when p = 2 and i % 200 = 0 then current_date end
      from n, generate_series(1, 2) p;
    insert into grants.support (id, unit_id, fund_id, purpose, household_id, kind, state, wished, approved, requested_on, requested_by, requested_at, approved_on, state_since)
      select gen_random_uuid(), unit_id, fund, (array['tet', 'house', 'study', 'hunger', 'livelihood'])[1 + (i + k) % 5], id, 'regular', 'closed', 1000000, 1000000,
        current_date - (i + k * 397) % 3000, id, now(), current_date - (i + k * 397) % 3000, now()
      from n, generate_series(1, 5) k where (i + k) % 2 = 0;
    insert into grants.outside_support (id, unit_id, household_id, programme, source, list, list_folded, purpose, amount, on_date, recorded_at, recorded_by)
      select gen_random_uuid(), unit_id, id, 'Chương trình ' || k, 'chuong trinh ' || k, i || '/DS', i || '/ds', (array['tet', 'house', 'study', 'hunger', 'livelihood'])[1 + (i + k) % 5], 1000000,
        current_date - (i + k * 397) % 3000, now(), id
      from n, generate_series(1, 5) k where (i + k) % 2 = 1"
  sql "vacuum (analyze) households.household"
  sql "vacuum (analyze) households.member"
  sql "vacuum (analyze) grants.support"
  sql "vacuum (analyze) grants.outside_support"
}

# look_over_http HOUSEHOLDS SECONDS: p99 in ms
look_over_http() {
  local answer
  answer=$(TOKEN=$token HOUSEHOLDS=$1 wrk -t1 -c$overlap_connections -d"$2"s --latency -s "$root/ops/bench.d/overlap.lua" "$url" | grep '^result ')
  ((${answer##* } == 0)) || broken "${answer##* } looks were not answered 200."
  awk '{ print $3 }' <<<"$answer"
}

# look_by_hand HOUSEHOLDS SECONDS: p99 in ms
look_by_hand() {
  rm -f "$work"/overlap.*
  (cd "$work" && "$(postgres_bin)/pgbench" -n -M prepared -c $overlap_connections -j 1 -T "$2" -D "households=$1" -l --log-prefix=overlap -f "$root/ops/bench.d/overlap.sql" >&2)
  cat "$work"/overlap.* | awk '{ print $3 }' | sort -n | awk '{ us[NR] = $1 } END { printf "%.3f\n", us[int(NR * 0.99) + 1] / 1000 }'
}

measure_overlap_check() {
  local households=200000 seconds=8 round ours=() by_hand=()
  if ((quick)); then households=20000 seconds=2; fi
  sign_in
  say "overlap_check: writing $households households and $((households * 5)) supports"
  fill_supports "$households"
  look_over_http "$households" $seconds >/dev/null
  look_by_hand "$households" 2 >/dev/null
  for ((round = 1; round <= rounds; round++)); do
    ours+=("$(look_over_http "$households" $seconds)")
    by_hand+=("$(look_by_hand "$households" $seconds)")
    say "overlap_check: p99 ${ours[-1]} ms, by hand ${by_hand[-1]} ms"
  done
  result_of_rounds overlap_check ms ours by_hand
}
