# Pledges by the hundred thousand: their daily run against the same work by hand in psql, payments for them against plain
# gifts through the same door, and the staff's lists of pledges and cases over HTTP.
# shellcheck shell=bash

readonly pledge_unit=20641 list_connections=4
pledges_filled=0

today() { TZ=UTC-7 date +%F; }

# fill_pledges DATABASE COUNT
fill_pledges() {
  PGDATABASE=$1 psql -X -q -v ON_ERROR_STOP=1 -v pledges="$2" -v unit=$pledge_unit -v day="$(today)" -1 -f "$root/ops/bench.d/pledges.sql" >&2
  local table
  for table in households.household households.member sponsorships.beneficiary sponsorships.case_state sponsorships.slot sponsorships.pledge sponsorships.instalment sponsorships.visit sponsorships.sponsor dftp_events.mt_events; do
    PGDATABASE=$1 sql "vacuum (analyze) $table"
  done
}

# need_pledges: in the product's database, once
need_pledges() {
  ((!pledges_filled)) || return 0
  local count=100000
  if ((quick)); then count=10000; fi
  say "writing $count pledges"
  fill_pledges "$PGDATABASE" $count
  pledges_filled=$count
}

# program_statement FILE NAME: a statement of the program, from its source, for psql; so that by hand is the same SQL
program_statement() {
  awk -v name="const string $2 = \"\"\"" 'index($0, name) { on = 1; next } on && /^ *""";/ { exit } on' "$root/src/DayForThePoor.Web/Sponsorships/Office/$1" |
    sed "s/\\\$1::date/date :'day'/g; s/\\\$1/date :'day'/g; s/\\\$2::uuid/null::uuid/g; s/\\\$2/null::uuid/g; s/\\\$3/now()/g"
  echo ';'
}

# run_due DAY: seconds of the program's run in its own database
run_due() {
  local answer
  answer=$(DFTP_DATABASE=$(running owner_database) DFTP_APP_DATABASE=$(running app_database) DFTP_DEMO=1 run_verb "$program_directory" run-due --on "$1" --json) ||
    broken "run-due failed."
  say "due_run: $answer"
  json_number "$answer" seconds
}

# due_by_hand DAY: seconds in the reference's database
due_by_hand() {
  {
    echo 'begin;'
    cat "$root/ops/bench.d/due_run.sql"
    echo 'commit; begin;'
    program_statement DueNotices.cs Drop
    program_statement DueNotices.cs Write
    echo 'commit; begin;'
    program_statement DueAlarms.cs Statement
    echo 'commit;'
  } >"$work/due_by_hand.sql"
  PGDATABASE=reference seconds_of psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -v day="$1" -f "$work/due_by_hand.sql"
}

measure_due_run() {
  local round day ours=() by_hand=()
  need_pledges
  fill_pledges reference "$pledges_filled"
  say "due_run: the first day, with all that waited for it"
  run_due "$(today)" >/dev/null
  due_by_hand "$(today)" >/dev/null
  for ((round = 1; round <= rounds; round++)); do
    day=$(date -d "$(today) + $round days" +%F)
    ours+=("$(run_due "$day")")
    by_hand+=("$(due_by_hand "$day")")
    say "due_run: ${ours[-1]} s, by hand ${by_hand[-1]} s"
  done
  result_of_rounds due_run s ours by_hand
}

measure_allocate_payments() {
  local round seconds=15 per_second p99 ours=() plain=()
  if ((quick)); then seconds=4; fi
  sign_in
  need_pledges
  over_http 32 3 >/dev/null
  for ((round = 1; round <= rounds; round++)); do
    ours+=("$(TOKEN=$token PLEDGES=$pledges_filled ROUND=$round payments_a_second $seconds)")
    read -r per_second p99 < <(over_http 32 $seconds)
    plain+=("$per_second")
    say "allocate_payments: ${ours[-1]} payments/s, plain gifts ${plain[-1]} (p99 $p99 ms)"
  done
  result_of_rounds allocate_payments payments/s ours plain
}

# payments_a_second SECONDS
payments_a_second() {
  local answer failed
  answer=$(wrk -t1 -c32 -d"$1"s --latency -s "$root/ops/bench.d/pledge_payments.lua" "$url" | grep '^result ')
  failed=${answer##* }
  ((failed == 0)) || broken "$failed payments were not answered 201."
  awk '{ print $2 }' <<<"$answer"
}

# p99_of PATH SECONDS: ms
p99_of() {
  local answer
  answer=$(COOKIE=$cookie wrk -t1 -c$list_connections -d"$2"s --latency -s "$root/ops/bench.d/pages.lua" "$url$1" | grep '^result ')
  ((${answer##* } == 0)) || broken "${answer##* } pages of $1 were not answered 200."
  awk '{ print $3 }' <<<"$answer"
}

# sign_in_by_page: the cookies of the sample accountant
sign_in_by_page() {
  local jar=$work/cookies page
  page=$(curl -sS -f -c "$jar" "$url/dang-nhap")
  curl -sS -o /dev/null -b "$jar" -c "$jar" "$url/dang-nhap" --data-urlencode "_handler=sign-in" \
    --data-urlencode "__RequestVerificationToken=$(sed -n 's/.*name="__RequestVerificationToken" value="\([^"]*\)".*/\1/p' <<<"$page" | head -1)" \
    --data-urlencode "Form.Email=accountant@queson.demo" --data-urlencode "Form.Password=$(secret demo_password)"
  cookie=$(awk '!/^# / && NF >= 7 { printf "%s%s=%s", sep, $6, $7; sep = "; " }' "$jar")
}

# There is nothing to hold a page against: the goal is 100 ms.
measure_case_list() {
  local seconds=8 round page pledges=() cases=()
  if ((quick)); then seconds=2; fi
  need_pledges
  sign_in_by_page
  for page in /do-dau/cam-ket /do-dau/ho-so; do p99_of $page 2 >/dev/null; done
  for ((round = 1; round <= rounds; round++)); do
    pledges+=("$(p99_of /do-dau/cam-ket $seconds)")
    cases+=("$(p99_of /do-dau/ho-so $seconds)")
    say "case_list: p99 of pledges ${pledges[-1]} ms, of cases ${cases[-1]} ms"
  done
  result case_list_pledges ms "$(median "${pledges[@]}")" null
  result case_list ms "$(median "${cases[@]}")" null
}
