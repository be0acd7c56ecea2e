# The product under test: an ops/up of its own with sample data and durable commits, and beside it, on the same server, a
# database with the same tables for the work by hand. The reference writes there, so that the books stay true.
# shellcheck shell=bash

up_pid=''
token=''

# Starts ops/up and waits until it says that it is ready.
start_product() {
  local line=''
  coproc up { exec "$root/ops/up" --demo --data "$work/data"; }
  up_pid=$!
  # shellcheck disable=SC2154 # coproc sets it
  until [[ $line == ready* ]]; do
    read -r line <&"${up[0]}" || broken "The product did not start."
  done
  url=${line#ready }
  use_data_directory "$work/data"
  program_directory=$(running program_directory)
  name_database "$(running owner_database)"
}

stop_product() {
  [[ -n $up_pid ]] || return 0
  kill -TERM "$up_pid" 2>/dev/null || true
  wait "$up_pid" 2>/dev/null || true
  up_pid=''
}

# name_database CONNECTION_STRING: for psql and pgbench
name_database() {
  local part
  for part in Host Port Database Username Password; do
    case $part in
      Username) PGUSER=$(connection_part "$1" $part) ;;
      Password) PGPASSWORD=$(connection_part "$1" $part) ;;
      *) declare -g "PG${part^^}=$(connection_part "$1" $part)" ;;
    esac
  done
  export PGHOST PGPORT PGDATABASE PGUSER PGPASSWORD PGOPTIONS='-c timezone=UTC'
}

connection_part() { sed -n "s/.*\b$2=\([^;]*\).*/\1/p" <<<"$1"; }

# sql [PSQL_OPTION…] STATEMENT: in the product's database, bare values
sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 "${@:1:$#-1}" -c "${!#}"; }

reference_sql() { PGDATABASE=reference sql "$@"; }

# The same tables, made by the same scripts, with one fund and its counter row.
make_reference_database() {
  as_cluster_user "$data/pg" env -u PGPASSWORD -u PGOPTIONS psql -X -q -h "$(socket_directory "$data/pg")" -p "$PGPORT" -U "$(cluster_user "$data/pg")" -d postgres \
    -c "create database reference owner dftp_owner"
  DFTP_DATABASE="Host=$PGHOST;Port=$PGPORT;Database=reference;Username=$PGUSER;Password=$PGPASSWORD" \
    run_verb "$program_directory" migrate >&2 || broken "migrate failed in the reference's database."
}

# sign_in: a bearer token of the sample accountant of the unit that the benchmarks write to
sign_in() {
  token=$(json_text "$(curl -sS -f "$url/api/auth/login" -H 'Content-Type: application/json' \
    -d "{\"email\":\"accountant@queson.demo\",\"password\":\"$(secret demo_password)\"}")" accessToken)
  [[ -n $token ]] || broken "The sample accountant cannot sign in."
}
