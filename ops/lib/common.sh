# What every script of ops/ shares: messages, steps that can be interrupted, free ports. Sourced, not run.
# Messages go to stderr; stdout belongs to the one line or the JSON that a caller reads.
# shellcheck shell=bash

if declare -F say >/dev/null; then return; fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export root
lock_fd='' # open while this process holds a data directory; children must not inherit it
step_pid=''

say() { echo "$*" >&2; }

# die STATUS MESSAGE
die() {
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# Exit status 3 says that the set-up is broken, as in the program itself.
broken() { die 3 "$@"; }

# Runs a command that may take long. It runs in the background because bash answers signals only between foreground
# commands: a Ctrl-C during a build would otherwise wait for the build to end.
run_step() {
  local status=0
  if [[ -n $lock_fd ]]; then "$@" <&0 {lock_fd}>&- & else "$@" <&0 & fi
  step_pid=$!
  wait "$step_pid" || status=$?
  step_pid=''
  return "$status"
}

# Ends the step that a signal interrupted, so that it does not outlive the script.
end_step() {
  [[ -n $step_pid ]] || return 0
  kill -TERM "$step_pid" 2>/dev/null || true
  wait "$step_pid" 2>/dev/null || true
  step_pid=''
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A free TCP port below the range from which the kernel takes ports for outgoing connections.
free_port() {
  local port
  while :; do
    port=$((RANDOM % 12000 + 20000))
    if port_is_free "$port"; then
      echo "$port"
      return
    fi
  done
}

random_password() { head -c 18 /dev/urandom | base64 | tr '+/' 'xy'; }

# await SECONDS COMMAND…: until the command succeeds
await() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

# A dead process that its parent has not yet fetched counts as gone: in a container that may last for ever.
is_gone() {
  local status
  status=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  [[ $status == *') Z '* ]]
}
