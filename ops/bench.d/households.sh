# The official list of 20,000 households, from the spreadsheet to the register, over HTTP; against COPY of the very rows
# that it stored into the same tables with the same indexes.
# shellcheck shell=bash

readonly listed_households=20000

# make_list ROUND: a spreadsheet is a zip of a few pages of XML
make_list() {
  local directory=$work/list.$1
  mkdir -p "$directory/_rels" "$directory/xl/_rels" "$directory/xl/worksheets"
  cat >"$directory/[Content_Types].xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
XML
  cat >"$directory/_rels/.rels" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
XML
  cat >"$directory/xl/workbook.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="DS" sheetId="1" r:id="r1"/></sheets></workbook>
XML
  cat >"$directory/xl/_rels/workbook.xml.rels" <<'XML'
<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
XML
  awk -v round="$1" -f "$root/ops/bench.d/households.awk" </dev/null >"$directory/xl/worksheets/sheet1.xml"
  (cd "$directory" && zip -q -r "$work/list.$1.xlsx" .)
}

# import_list ROUND: households per second
import_list() {
  local answer
  answer=$(curl -sS -w '\nseconds=%{time_total}' "$url/api/households/import?dryRun=false" -H "Authorization: Bearer $officer" \
    -F unit=20641 -F year=2023 -F decision="B$1/QĐ-UBND" -F decisionDate=2023-12-15 -F "file=@$work/list.$1.xlsx")
  [[ $answer == *'"state":"accepted"'* ]] || broken "The list was not accepted: ${answer:0:400}"
  calculate "$listed_households / ${answer##*seconds=}"
}

# copy_list ROUND: households per second; the rows they point at are there before
copy_list() {
  local table column milliseconds=0 part of="household_id in (select id from households.household where code like 'B$1-%')"
  for table in hamlet import; do
    sql "\copy (select * from households.$table where unit_id = (select unit_id from households.household where code = 'B$1-00001')) to '$work/rows.copy'"
    reference_sql "create temp table incoming (like households.$table); copy incoming from stdin; insert into households.$table select * from incoming on conflict do nothing" <"$work/rows.copy"
  done
  for table in household member classification; do
    column=$of
    [[ $table != household ]] || column="code like 'B$1-%'"
    sql "\copy (select * from households.$table where $column) to '$work/rows.copy'"
    part=$(PGDATABASE=reference psql -X -q -v ON_ERROR_STOP=1 -c '\timing on' -c "\copy households.$table from '$work/rows.copy'" | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p')
    milliseconds=$(calculate "$milliseconds + $part")
  done
  calculate "$listed_households / $milliseconds * 1000"
}

measure_household_import() {
  local round officer imported=() copied=()
  officer=$(json_text "$(curl -sS -f "$url/api/auth/login" -H 'Content-Type: application/json' \
    -d "{\"email\":\"officer@queson.demo\",\"password\":\"$(secret demo_password)\"}")" accessToken)
  sql "insert into households.hamlet (id, unit_id, kind, name, former, folded, valid_from)
    select gen_random_uuid(), unit_id, 'thon', 'Đo Tốc Độ ' || n, '', 'thon do toc do ' || n, '2020-01-01'
    from dftp.unit_version, generate_series(1, $rounds) n where code = '20641' and valid_to is null"
  for ((round = 1; round <= rounds; round++)); do
    make_list "$round"
    imported+=("$(import_list "$round")")
    copied+=("$(copy_list "$round")")
    say "household_import: ${imported[-1]} households/s, COPY ${copied[-1]}"
  done
  result_of_rounds household_import households/s imported copied
}
