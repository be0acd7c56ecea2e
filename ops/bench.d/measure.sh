# What every benchmark shares: rounds, their median and range, the line of JSON.
# shellcheck shell=bash

# calculate EXPRESSION [FORMAT]: numbers in bash have no fractions
calculate() { awk "BEGIN { printf \"${2:-%.6g}\", $1 }" </dev/null; }

# sorted, one a line
in_order() { printf '%s\n' "$@" | sort -g; }

median() { in_order "$@" | awk '{ value[NR] = $1 } END { printf "%.6g", (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'; }

range() { in_order "$@" | awk 'NR == 1 { printf "%.6g", $1 } END { printf "–%.6g", $1 }'; }

# result NAME UNIT OURS REFERENCE: the line of JSON on stdout; REFERENCE and with it the ratio may be null
result() {
  local name=$1 unit=$2 ours=$3 reference=$4 ratio=null
  [[ $reference == null ]] || ratio=$(calculate "$ours / $reference" %.3g)
  printf '{"name":"%s","ours":%s,"reference":%s,"ratio":%s,"unit":"%s"}\n' "$name" "$ours" "$reference" "$ratio" "$unit"
}

# result_of_rounds NAME UNIT OURS REFERENCE: names of arrays with a figure a round. The ratio is the median of the
# rounds' ratios: both figures of a round were taken one after the other and share what the machine did at that time.
result_of_rounds() {
  local name=$1 unit=$2 ratios=() i
  local -n our_rounds=$3 reference_rounds=$4
  for i in "${!our_rounds[@]}"; do ratios+=("$(calculate "${our_rounds[i]} / ${reference_rounds[i]}")"); done
  say "$name: ours $(range "${our_rounds[@]}"), reference $(range "${reference_rounds[@]}") $unit, ratio $(range "${ratios[@]}") in ${#ratios[@]} rounds"
  printf '{"name":"%s","ours":%s,"reference":%s,"ratio":%s,"unit":"%s"}\n' "$name" \
    "$(median "${our_rounds[@]}")" "$(median "${reference_rounds[@]}")" "$(calculate "$(median "${ratios[@]}")" %.3g)" "$unit"
}

# json_number JSON NAME, json_text JSON NAME: one member of a flat object
json_number() { sed -n "s/.*\"$2\":\(-\{0,1\}[0-9.]*\).*/\1/p" <<<"$1"; }
json_text() { sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p" <<<"$1"; }

# seconds_of COMMAND…: wall-clock seconds; the command's output goes to stderr
seconds_of() {
  local started=$EPOCHREALTIME
  "$@" >&2
  calculate "$EPOCHREALTIME - $started" %.3f
}
