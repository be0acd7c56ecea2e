# A data directory: who uses it, its secrets, its database.
#
# DIR/lock     held by the ops/up that runs the product here, or by the ops/dftp that started the database for a verb
# DIR/users    held shared by every ops/dftp while its verb runs
# DIR/run      what runs at the moment, NAME=VALUE a line (0600: it holds connection strings)
# DIR/secrets  passwords made for this directory, likewise (0600)
# DIR/pg       the private PostgreSQL cluster, see postgres.sh
# shellcheck shell=bash

# shellcheck source=ops/lib/postgres.sh
source "${BASH_SOURCE[0]%/*}/postgres.sh"

data=''         # the directory, absolute
own_cluster=1   # 0 when DFTP_DATABASE names a server

use_data_directory() {
  mkdir -p "$1"
  data=$(readlink -f "$1")
  if [[ -n ${DFTP_DATABASE:-} ]]; then own_cluster=0; fi
}

# Fails when another process holds the directory.
lock_data_directory() {
  exec {lock_fd}>>"$data/lock"
  flock --nonblock "$lock_fd" && return
  exec {lock_fd}>&-
  lock_fd=''
  return 1
}

# write_private FILE: stdin to a file that only its owner can read, whole or not at all.
write_private() {
  (umask 077 && cat >"$1.part")
  mv "$1.part" "$1"
}

# setting FILE NAME: one value; empty when there is none
setting() { [[ ! -r $1 ]] || sed -n "s/^$2=//p" "$1"; }

secret() { setting "$data/secrets" "$1"; }
running() { setting "$data/run" "$1"; }

# keep_secret NAME VALUE
keep_secret() {
  {
    [[ ! -e $data/secrets ]] || grep -v "^$1=" "$data/secrets" || true
    printf '%s=%s\n' "$1" "$2"
  } | write_private "$data/secrets"
}

# The owner makes and changes tables, the program's role only reads and writes rows.
create_database() {
  say "Creating the database"
  keep_secret owner_password "$(random_password)"
  keep_secret app_password "$(random_password)"
  init_cluster "$data/pg"
  single_user_sql "$data/pg" <<SQL
create role dftp_owner login password '$(secret owner_password)'
create role dftp_app login password '$(secret app_password)'
create database dftp owner dftp_owner
revoke all on database dftp from public
grant connect on database dftp to dftp_app
SQL
  finish_cluster "$data/pg"
}

connection_string() {
  echo "Host=127.0.0.1;Port=$(postmaster_line "$data/pg" 4);Database=dftp;Username=$1;Password=$2"
}

# Starts the directory's database and names it in the environment, as the program reads it.
start_database() {
  ((own_cluster)) || return 0
  need_postgres
  cluster_exists "$data/pg" || create_database
  start_cluster "$data/pg"
  DFTP_DATABASE=$(connection_string dftp_owner "$(secret owner_password)")
  DFTP_APP_DATABASE=$(connection_string dftp_app "$(secret app_password)")
  export DFTP_DATABASE DFTP_APP_DATABASE
}

stop_database() {
  ((own_cluster)) && cluster_exists "$data/pg" || return 0
  stop_cluster "$data/pg"
}

drop_database() {
  ((own_cluster)) || die 2 "--reset drops only a database of its own; DFTP_DATABASE names another."
  say "Dropping the database in $data"
  if cluster_exists "$data/pg"; then end_leftovers "$data/pg"; fi
  [[ ! -d $data/pg ]] || rm -rf "$(readlink -f "$data/pg")"
  rm -rf "$data/pg" "$data/secrets" "$data/migrated" "$data/demo"
}

# note_running NAME=VALUE…
note_running() { printf '%s\n' "owner=$$" "$@" | write_private "$data/run"; }
