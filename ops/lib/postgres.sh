# A private PostgreSQL cluster in a directory: made, started, stopped, and recovered after a crash.
# It listens on 127.0.0.1 with passwords, and on a Unix socket in a directory that only its own user can enter.
#
# PLACE/data    the cluster          PLACE/socket  the Unix socket (or a directory in /tmp when the path is too long)
# PLACE/server.log                   PLACE belongs to the user who runs PostgreSQL
# shellcheck shell=bash

# shellcheck source=ops/lib/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"
# shellcheck source=ops/lib/packages.sh
source "${BASH_SOURCE[0]%/*}/packages.sh"

# PostgreSQL refuses to run as root: then it runs as Debian's `postgres`, or as nobody where that user does not exist.
cluster_user() {
  local place=$1
  if ((EUID != 0)); then
    id -un
  elif [[ -d $place/data ]]; then
    stat -L -c %U "$place/data"
  else
    id -un postgres 2>/dev/null || echo nobody
  fi
}

# as_cluster_user PLACE COMMAND…
as_cluster_user() {
  local user
  user=$(cluster_user "$1")
  shift
  if ((EUID != 0)); then
    (cd / && "$@")
  else
    (cd / && setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- env HOME=/ "$@")
  fi
}

# Makes PLACE for the cluster's user. A user other than root cannot enter a home directory of root's; PLACE is then a
# link to a directory of its own under /var/lib.
make_place() {
  local place=$1 target
  [[ ! -d $place ]] || return 0
  mkdir -p "${place%/*}"
  if as_cluster_user "$place" test -x "${place%/*}"; then
    mkdir "$place"
  else
    target=/var/lib/day-for-the-poor/$(sha256sum <<<"$place" | cut -c1-16)
    mkdir -p "$target"
    ln -sfn "$target" "$place"
  fi
  ((EUID != 0)) || chown "$(cluster_user "$place")" "$place/"
}

# Settings that belong to the cluster for good; port and socket are chosen at each start.
write_settings() {
  cat <<'SETTINGS'
listen_addresses = '127.0.0.1'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
max_wal_size = 2GB
wal_compression = on
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
log_min_duration_statement = 2000
log_parameter_max_length = 0           # personal data stays out of the log
log_parameter_max_length_on_error = 0
SETTINGS
}

# init_cluster PLACE [SETTING…]
init_cluster() {
  local place=$1 bin
  shift
  bin=$(postgres_bin)
  make_place "$place"
  rm -rf "$place/data.part"
  as_cluster_user "$place" "$bin/initdb" -D "$(readlink -f "$place")/data.part" -E UTF8 --locale=C.UTF-8 \
    --auth-local=peer --auth-host=scram-sha-256 --no-instructions >/dev/null
  {
    write_settings
    ((${#@} == 0)) || printf '%s\n' "$@"
  } >>"$place/data.part/postgresql.conf"
}

# Runs statements (one a line) from stdin as superuser in a cluster that is not started.
single_user_sql() {
  local place=$1 bin errors
  bin=$(postgres_bin)
  errors=$(as_cluster_user "$place" "$bin/postgres" --single -D "$(readlink -f "$place")/data.part" postgres 2>&1 >/dev/null |
    grep -E 'ERROR|FATAL|PANIC' || true)
  [[ -z $errors ]] || broken "PostgreSQL refused the first statements: $errors"
}

# A half-made cluster never carries the final name, so that a start that was killed is simply repeated.
finish_cluster() { mv -T "$1/data.part" "$1/data"; }

cluster_exists() { [[ -f $1/data/PG_VERSION ]]; }

# Prints line N of postmaster.pid: 1 process, 4 port, 5 socket directory.
postmaster_line() { sed -n "$2p" "$1/data/postmaster.pid" 2>/dev/null; }

# Processes of this cluster and of no other: PostgreSQL's processes work in their data directory, whereas a number in
# postmaster.pid may by now belong to a stranger.
cluster_processes() {
  local proc
  for proc in /proc/[0-9]*; do
    if [[ $proc/cwd -ef $1/data && $(<"$proc/comm") == postgres* ]]; then echo "${proc#/proc/}"; fi
  done 2>/dev/null
}

# The process that postmaster.pid names, if it is this cluster's.
postmaster_of() {
  local pid
  pid=$(postmaster_line "$1" 1)
  [[ -n $pid && /proc/$pid/cwd -ef $1/data ]] && echo "$pid"
}

no_cluster_process() { [[ -z $(cluster_processes "$1") ]]; }

# A Unix socket's path has at most 107 bytes.
socket_directory() {
  local place directory
  place=$(readlink -f "$1")
  directory=$place/socket
  ((${#directory} <= 80)) || directory=/tmp/dftp-$(sha256sum <<<"$place" | cut -c1-12)
  as_cluster_user "$1" mkdir -p -m 0700 "$directory"
  [[ $(stat -c %U "$directory") == "$(cluster_user "$1")" ]] || broken "$directory belongs to somebody else."
  echo "$directory"
}

# start_cluster PLACE: recovers what a crash left, then starts.
start_cluster() {
  local place=$1 bin data port attempt
  bin=$(postgres_bin)
  data=$(readlink -f "$place")/data
  end_leftovers "$place"
  for attempt in 1 2 3; do
    port=$(free_port)
    if run_step as_cluster_user "$place" "$bin/pg_ctl" start -D "$data" -w -t 120 -s -l "${data%/data}/server.log" \
      -o "-c port=$port -c unix_socket_directories='$(socket_directory "$place")'" >&2; then
      return
    fi
    say "PostgreSQL did not start (attempt $attempt)"
  done
  tail -n 20 "$place/server.log" >&2
  broken "PostgreSQL does not start; its log is $place/server.log"
}

# Ends what an earlier run left behind when it was killed. Its postmaster.pid goes too: PostgreSQL would refuse to start
# as long as that number belongs to anybody, be it a stranger or a dead process that nobody fetched.
end_leftovers() {
  local place=$1
  if ! no_cluster_process "$place"; then
    say "Stopping the PostgreSQL that an earlier run left behind"
    stop_cluster "$place" 5
  fi
  rm -f "$place/data/postmaster.pid"
}

# stop_cluster PLACE [SECONDS]: the fast way first, then the hard ones; PostgreSQL recovers from those by itself.
# Returns 0 in so many words: inside an EXIT trap a bare return repeats the status from before the trap.
stop_cluster() {
  local place=$1 patience=${2:-7} signal
  for signal in INT QUIT; do
    if postmaster_of "$place" >/dev/null; then kill -"$signal" "$(postmaster_of "$place")" 2>/dev/null || true; fi
    await "$patience" no_cluster_process "$place" && return 0
    patience=2
  done
  cluster_processes "$place" | xargs -r kill -KILL 2>/dev/null || true
  await 5 no_cluster_process "$place"
}
