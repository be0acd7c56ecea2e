# check-ledger and rebuild over everything that the benchmarks before have written, against only reading the events.
# shellcheck shell=bash

# read_events: events per second
read_events() {
  local count seconds
  count=$(sql "select count(*) from dftp_events.mt_events")
  seconds=$(seconds_of sql "\copy (select data from dftp_events.mt_events order by seq_id) to /dev/null")
  calculate "$count / $seconds"
}

# run_ledger_verb VERB: events per second
run_ledger_verb() {
  local answer
  answer=$("$root/ops/dftp" "$1" --json --data "$data") || broken "$1 failed: $answer"
  calculate "$(json_number "$answer" events) / $(json_number "$answer" seconds)"
}

# rounds_of_verb NAME VERB
rounds_of_verb() {
  local name=$1 verb=$2 round ours=() reading=()
  for ((round = 1; round <= rounds; round++)); do
    ours+=("$(run_ledger_verb "$verb")")
    reading+=("$(read_events)")
  done
  result_of_rounds "$name" events/s ours reading
}

measure_check_ledger() { rounds_of_verb check_ledger check-ledger; }

measure_rebuild() { rounds_of_verb rebuild rebuild; }
