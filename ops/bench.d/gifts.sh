# Gifts into one fund over HTTP, against one hand-written statement a gift through pgbench.
# shellcheck shell=bash

readonly fund=20641-VNN

# over_http CONNECTIONS SECONDS: gifts per second, p99 in ms
over_http() {
  local answer failed
  answer=$(TOKEN=$token FUND=$fund wrk -t1 -c"$1" -d"$2"s --latency -s "$root/ops/bench.d/gifts.lua" "$url/api/donations" | grep '^result ')
  failed=${answer##* }
  ((failed == 0)) || say "$failed requests were not answered 201"
  sed 's/^result \(.*\) [0-9]*$/\1/' <<<"$answer"
}

# by_hand SECONDS: gifts per second, mean latency in ms
by_hand() {
  PGDATABASE=reference "$(postgres_bin)/pgbench" -n -M prepared -c 32 -j 2 -T "$1" -f "$root/ops/bench.d/gift.sql" "${reference_gift[@]}" 2>"$work/pgbench.log" |
    awk '/^tps/ { tps = $3 } /^latency average/ { mean = $4 } END { print tps, mean }'
}

# The fund and a real gift's event, so that the reference writes rows of the same size.
prepare_reference_gift() {
  local row unit fund_id person letterhead event type
  row=$(sql -F $'\x1f' "
    select e.data ->> 'unitId', e.data ->> 'fundId', e.data ->> 'by', e.data ->> 'letterheadId', e.data, e.mt_dotnet_type
    from dftp_events.mt_events e join ledger.fund f on f.id = (e.data ->> 'fundId')::uuid
    where e.type = 'donation_recorded' and f.code = '$fund' and e.data ->> 'channel' = 'cash' order by e.seq_id desc limit 1")
  IFS=$'\x1f' read -r unit fund_id person letterhead event type <<<"$row"
  reference_sql "
    insert into dftp.unit (id, kind) values ('$unit', 'commune') on conflict do nothing;
    insert into ledger.fund (id, unit_id, kind, code, opened_on) values ('$fund_id', '$unit', 'VNN', '$fund', current_date);
    insert into ledger.series (fund_id, year, kind) values ('$fund_id', extract(year from current_date), 'PT')"
  reference_gift=(-D "unit=$unit" -D "fund=$fund_id" -D "person=$person" -D "letterhead=$letterhead" -D "event=$event" -D "type=$type" -D "today=$(date -u +%F)")
}

measure_donations_api() {
  local seconds=6 round per_second p99 mean
  local api=() api_p99=() api_128=() hand=() hand_mean=()
  ((!quick)) || seconds=2
  sign_in
  say "Gifts: warming up"
  over_http 32 $((seconds * 2)) >/dev/null
  prepare_reference_gift
  by_hand 2 >/dev/null
  for ((round = 1; round <= rounds; round++)); do
    read -r per_second p99 < <(over_http 32 $seconds)
    api+=("$per_second") api_p99+=("$p99")
    read -r per_second mean < <(by_hand $seconds)
    hand+=("$per_second") hand_mean+=("$mean")
    read -r per_second p99 < <(over_http 128 $((seconds / 2)))
    api_128+=("$per_second")
    say "round $round: ${api[-1]} gifts/s (p99 ${api_p99[-1]} ms), by hand ${hand[-1]} (mean $mean ms), at 128 connections ${api_128[-1]} (p99 $p99 ms)"
  done
  result_of_rounds donations_api gifts/s api hand
  result_of_rounds donations_api_128 gifts/s api_128 hand
  result_of_rounds donations_api_p99 ms api_p99 hand_mean
}
