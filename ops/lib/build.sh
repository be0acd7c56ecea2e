# Builds and publishes the program once per state of the sources.
# shellcheck shell=bash

# shellcheck source=ops/lib/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"

readonly published=$root/artifacts/published
readonly web_project=$root/src/DayForThePoor.Web
readonly program=DayForThePoor.Web.dll

# A hash over everything that the published program is made of, committed or not.
source_hash() {
  (
    cd "$root" || exit
    find src Directory.Build.props Directory.Packages.props global.json .editorconfig \
      package.json package-lock.json .npmrc ops/lib/assets.sh ops/lib/build.sh \
      -type f -not -path '*/wwwroot/lib/*' -not -path '*/Assets/fonts/*' -not -path '*/Internal/Generated/*' \
      -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
  )
}

# Prints the directory of the newest published program; nothing when there is none.
published_program() {
  [[ ! -e $published/current/$program ]] || readlink -f "$published/current"
}

# No compiler or build server may stay behind: it would outlive the script and hold its locks.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# Runs a step of the build; what it says is shown only when it fails.
build_step() {
  local log=$published/build.log
  mkdir -p "$published"
  run_step "$@" >"$log" 2>&1 || { cat "$log" >&2 && return 1; }
}

quiet_dotnet() { build_step dotnet "$@" -v quiet -nologo; }

# Wolverine and Marten write their handlers and queries as C# here; the published program has them compiled in and
# starts without a compiler. Removed before (old code would not compile after a change) and after (it would be
# compiled into everyday builds).
write_generated_code() {
  grep -rqs --include='*.cs' RunJasperFxCommands "$web_project" || return 0
  build_step env -C "$web_project" ASPNETCORE_ENVIRONMENT=Development \
    dotnet "$root/artifacts/bin/DayForThePoor.Web/release/$program" codegen write
}

drop_generated_code() { rm -rf "$web_project/Internal/Generated"; }

# Old programs may still run for other data directories, so the newest three stay.
prune_published() {
  find "$published" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +4 |
    cut -d' ' -f2- | xargs -r rm -rf
}

publish() {
  local hash=$1 started=$SECONDS
  say "Building the program (a minute or two, once per change)"
  drop_generated_code
  quiet_dotnet restore "$web_project" --locked-mode
  quiet_dotnet build "$web_project" -c Release --no-restore
  write_generated_code
  # The analyzers have seen all of it but the written code, which is not theirs to judge.
  quiet_dotnet publish "$web_project" -c Release --no-restore -p:RunAnalyzers=false -o "$published/$hash.part"
  drop_generated_code
  mv "$published/$hash.part" "$published/$hash"
  say "Built in $((SECONDS - started)) s"
}

# One build at a time, and none when this state of the sources is published already.
publish_once() {
  local hash
  hash=$(source_hash)
  [[ $(published_program) != "$published/$hash" ]] || return 0
  mkdir -p "$published"
  if [[ ! -e $published/$hash/$program ]]; then
    exec {build_lock}>"$published/.lock"
    flock "$build_lock"
    rm -rf "$published"/*.part
    [[ -e $published/$hash/$program ]] || publish "$hash"
    exec {build_lock}>&-
  fi
  ln -sfn "$hash" "$published/current"
  touch "$published/$hash"
  prune_published
}
