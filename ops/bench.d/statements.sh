# A bank statement of 60,000 lines through the operator's verb, against COPY of the very rows that it stored into the
# same table with the same indexes. Twice: the trigram index for search costs both sides more than all the rest.
# shellcheck shell=bash

readonly statement_file=vietcombank_20240901_part.csv.gz

# The real sample where it lies beside the repository or in DFTP_SAMPLES, else a made-up one of the same shape.
find_statement() {
  local directory
  for directory in "${DFTP_SAMPLES:-}" "$root/../shared/data/statements"; do
    if [[ -r $directory/$statement_file ]]; then
      echo "$directory/$statement_file"
      return
    fi
  done
  say "Statements: no sample found, making one"
  awk -f "$root/ops/bench.d/statement.awk" </dev/null | gzip >"$work/statement.csv.gz"
  echo "$work/statement.csv.gz"
}

# import_into ACCOUNT: lines per second
import_into() {
  local answer
  answer=$("$root/ops/dftp" import-statement "$statement" --account "$1" --json --data "$data") || broken "The import into $1 failed."
  calculate "$(json_number "$answer" new) / $(json_number "$answer" seconds)"
}

# copy_lines_of ACCOUNT: lines per second
copy_lines_of() {
  local lines=$work/lines.copy milliseconds
  sql "\copy (select l.* from statements.line l join ledger.bank_account a on a.id = l.account_id where a.code = '$1' order by l.id) to '$lines'"
  reference_sql "truncate statements.line cascade"
  milliseconds=$(PGDATABASE=reference psql -X -q -v ON_ERROR_STOP=1 -c '\timing on' -c "\copy statements.line from '$lines'" | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p')
  calculate "$(wc -l <"$lines") / $milliseconds * 1000"
}

# rounds_of_import NAME ACCOUNT…: each account takes the file once, because a second time would add nothing
rounds_of_import() {
  local name=$1 account imported=() copied=()
  shift
  for account in "${@:1:$rounds}"; do
    imported+=("$(import_into "$account")")
    copied+=("$(copy_lines_of "$account")")
    say "$name into $account: ${imported[-1]} lines/s, COPY ${copied[-1]} lines/s"
  done
  result_of_rounds "$name" lines/s imported copied
}

measure_statement_import() {
  local statement definition
  statement=$(find_statement)
  rounds_of_import statement_import 20641-VCB 20650-VCB 20656-VCB
  definition=$(sql "select indexdef from pg_indexes where schemaname = 'statements' and indexname = 'line_search'")
  sql "drop index statements.line_search"
  reference_sql "drop index statements.line_search"
  rounds_of_import statement_import_no_trigram 20662-VCB 20669-VCB 48-VCB
  sql "$definition"
  reference_sql "truncate statements.line cascade; $definition"
}

# peak_of_import FILE ACCOUNT: MB that the operator's verb held at most, as the kernel counts it
peak_of_import() {
  local process peak=0 seen
  DFTP_DATABASE=$(running owner_database) DFTP_APP_DATABASE=$(running app_database) DFTP_DEMO=1 \
    dotnet "$program_directory/$program" import-statement "$1" --account "$2" --json >"$work/import.json" 2>"$work/import.log" &
  process=$!
  while seen=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2>/dev/null); do
    # A process that has ended is without it until it is waited for.
    [[ -n $seen ]] || ((peak == 0)) || break
    peak=${seen:-0}
    sleep 0.05
  done
  wait "$process" || broken "The import of $1 failed: $(tail -1 "$work/import.log")"
  calculate "$peak / 1024" %.0f
}

# Memory that ten times the lines cost. The reference is the same verb with the smaller file.
measure_import_memory() {
  local small=$work/60000.csv.gz large=$work/600000.csv.gz peak_of_small peak_of_large
  awk -f "$root/ops/bench.d/statement.awk" </dev/null | gzip -1 >"$small"
  awk -v lines=600000 -f "$root/ops/bench.d/statement.awk" </dev/null | gzip -1 >"$large"
  export_program_settings "$program_directory"
  peak_of_small=$(peak_of_import "$small" 20641-CTG)
  peak_of_large=$(peak_of_import "$large" 20650-CTG)
  say "import_memory: $peak_of_small MB for 60,000 lines, $peak_of_large MB for 600,000"
  result import_memory MB "$peak_of_large" "$peak_of_small"
}

# A workbook of the same lines, against reading all its cells with the library alone, each in a process of its own.
measure_statement_import_xlsx() {
  local statement workbook=$work/workbook library imported=() read=() account
  mkdir "$workbook"
  cp "$root/ops/bench.d/workbook.cs" "$workbook" # outside the repository, whose build settings are not the library's
  library=$workbook/statement.xlsx
  dotnet run "$workbook/workbook.cs" make "$(find_statement)" "$library" 60000 >&2 || broken "The workbook could not be made."
  statement=$library
  for account in $(printf '%s\n' 20641-AGR 20650-AGR 20656-AGR | head -n "$rounds"); do
    imported+=("$(import_into "$account")")
    read+=("$(dotnet run "$workbook/workbook.cs" read "$library")")
    say "statement_import_xlsx into $account: ${imported[-1]} lines/s, the library alone ${read[-1]} rows/s"
  done
  result_of_rounds statement_import_xlsx lines/s imported read
}
