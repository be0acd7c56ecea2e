# Runs the published program: a verb, or the web server.
# shellcheck shell=bash

# shellcheck source=ops/lib/build.sh
source "${BASH_SOURCE[0]%/*}/build.sh"
# shellcheck source=ops/lib/data.sh
source "${BASH_SOURCE[0]%/*}/data.sh"

server_pid=''

# Settings that every run of the program gets. The content root makes it find its files from any working directory.
export_program_settings() {
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Production} ASPNETCORE_CONTENTROOT=$1
  export DOTNET_NOLOGO=1 DFTP_DATA=$data DFTP_INBOX=${DFTP_INBOX-$data/inbox}
  export_personal_key
}

# The key that ID numbers are sealed with: the operator's, else one that the ops/up which holds the directory makes for it.
export_personal_key() {
  local key=${DFTP_PERSONAL_KEY:-$(secret personal_key)}
  if [[ -z $key && -n ${lock_fd:-} ]]; then
    key=$(random_password)
    keep_secret personal_key "$key"
  fi
  if [[ -n $key ]]; then export DFTP_PERSONAL_KEY=$key; fi
}

# run_verb PROGRAM_DIRECTORY VERB…
run_verb() {
  local directory=$1
  shift
  run_step dotnet "$directory/$program" "$@"
}

# The server knows only the connection that cannot change tables. It gets a session of its own: a Ctrl-C at the terminal
# then reaches only the script, which ends the server before the database.
start_server() {
  local directory=$1 port=$2 environment=(env)
  if [[ -n ${DFTP_APP_DATABASE:-} ]]; then environment+=(-u DFTP_DATABASE); fi
  environment+=("ASPNETCORE_URLS=http://127.0.0.1:$port")
  if [[ -e $data/app.log ]]; then mv "$data/app.log" "$data/app.log.1"; fi
  setsid "${environment[@]}" dotnet "$directory/$program" >"$data/app.log" 2>&1 </dev/null {lock_fd}>&- &
  server_pid=$!
  disown "$server_pid"
}

# answers PORT PATH: 200 over plain TCP, since curl need not be installed
answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
    read -r -t 5 status <&3
    [[ $status == *' 200 '* ]]
  ) 2>/dev/null
}

ready_or_ended() { is_gone "$server_pid" || answers "$1" /health/ready; }

await_ready() {
  if await 120 ready_or_ended "$1" && ! is_gone "$server_pid"; then return; fi
  tail -n 30 "$data/app.log" >&2
  broken "The program did not start; its log is $data/app.log"
}

# end_process PID: lets it finish its requests for at most ten seconds
end_process() {
  kill -TERM "$1" 2>/dev/null || return 0
  await 10 is_gone "$1" || kill -KILL "$1" 2>/dev/null || true
}

# A server of this directory that outlived a killed ops/up. Its number may by now belong to a stranger.
end_left_server() {
  local pid
  pid=$(running server)
  [[ -n $pid ]] && grep -qzxF "DFTP_DATA=$data" "/proc/$pid/environ" 2>/dev/null || return 0
  say "Stopping the server that an earlier run left behind"
  end_process "$pid"
}
