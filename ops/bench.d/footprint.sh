# What the product costs those who run and visit it. The reference is the limit that we hold ourselves to.
# shellcheck shell=bash

readonly receipt_page_limit=60000 # bytes: a second on a slow mobile line
readonly start_limit=5            # seconds
readonly idle_memory_limit=300    # MB

# Bytes that a browser receives for a receipt's page, as Chromium itself counts them at its sockets.
measure_receipt_page() {
  local code log=$work/net.json kind bytes
  need_commands chromium=chromium
  code=$(sql "select receipt_code from dftp.gift where status = 'recorded' order by recorded_at limit 1")
  run_step chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run \
    --user-data-dir="$work/chromium" --window-size=390,844 --log-net-log="$log" --virtual-time-budget=5000 --dump-dom "$url/r/$code" >"$work/receipt.html" 2>"$work/chromium.log"
  grep -q "$code" "$work/receipt.html" || broken "The page of receipt $code does not show its code."
  kind=$(grep -o '"SOCKET_BYTES_RECEIVED":[0-9]*' "$log")
  bytes=$(grep "\"type\":${kind#*:}[,}]" "$log" | grep -o '"byte_count":[0-9]*' | awk -F: '{ sum += $2 } END { print sum + 0 }')
  result receipt_page bytes "$bytes" $receipt_page_limit
}

# The second start of a built tree: no build, no migration, only database and program.
measure_start_ready() {
  local round started seconds=()
  for ((round = 1; round <= rounds; round++)); do
    stop_product
    started=$EPOCHREALTIME
    start_product
    seconds+=("$(calculate "$EPOCHREALTIME - $started" %.2f)")
  done
  say "start_ready: $(range "${seconds[@]}") s in $rounds rounds"
  result start_ready s "$(median "${seconds[@]}")" $start_limit
}

# What the program's process holds a minute after a start, with nobody asking anything.
measure_idle_memory() {
  local wait=60 kilobytes
  ((!quick)) || wait=5
  stop_product
  start_product
  run_step sleep $wait
  kilobytes=$(awk '/^VmRSS/ { print $2 }' "/proc/$(running server)/status")
  result idle_memory MB "$(calculate "$kilobytes / 1024" %.0f)" $idle_memory_limit
}
