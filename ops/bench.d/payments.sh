# One payment that eats 100,000 small gifts, from the last signature to the answer over HTTP; against writing as many slices
# with one statement of SQL. Its gifts and grant have no events, so it runs after everything that checks them.
# shellcheck shell=bash

readonly small_gifts=100000 small_gift=10000

# token_of PERSON
token_of() {
  json_text "$(curl -sS -f "$url/api/auth/login" -H 'Content-Type: application/json' -d "{\"email\":\"$1@queson.demo\",\"password\":\"$(secret demo_password)\"}")" accessToken
}

# post PATH TOKEN BODY [KEY]
post() {
  curl -sS "$url$1" -H "Authorization: Bearer $2" -H 'Content-Type: application/json' -H "Idempotency-Key: ${4:-none}" -d "$3"
}

# make_small_gifts ROUND: older than every other, so that the payment takes them first
make_small_gifts() {
  sql "
    create temp table incoming as select gen_random_uuid() as id, gen_random_uuid() as entry, n from generate_series(1, $small_gifts) n;
    insert into dftp.gift (id, unit_id, fund_id, channel, amount, donor_kind, anonymous, earmarked, document_date, attachment_count, voucher_kind, voucher_year, voucher_number,
      receipt_kind, receipt_number, receipt_code, letterhead_id, recorded_at, recorded_by, status)
    select i.id, f.unit_id, f.id, 'cash', $small_gift, 'person', false, false, f.opened_on, 0, 'PT', 1900 + $1, i.n, 'PT', i.n, substr(md5(i.id::text), 1, 12), l.id, now(), i.id, 'recorded'
    from incoming i, ledger.fund f, lateral (select id from ledger.letterhead where fund_id = f.id limit 1) l where f.code = '20641-VNN';
    insert into ledger.entry (id, stream_id, source, unit_id, fund_id, kind, year, number, document_date, recorded_at, recorded_by)
    select i.entry, i.id, 'donation_recorded', f.unit_id, f.id, 'PT', 1900 + $1, i.n, f.opened_on, now(), i.id from incoming i, ledger.fund f where f.code = '20641-VNN';
    insert into ledger.posting (entry_id, line, role, side, amount, source)
    select i.entry, leg.* from incoming i, (values (0, 'cash', 'D', $small_gift, null), (1, 'income_gifts', 'C', $small_gift, 'person')) leg (line, role, side, amount, source);"
  sql "analyze dftp.gift, ledger.entry, ledger.posting"
}

# pay_of_small_gifts ROUND: seconds of the last signature
pay_of_small_gifts() {
  local accountant approver grant payment answer amount=$((small_gifts * small_gift))
  accountant=$(token_of accountant)
  approver=$(token_of approver)
  grant=$(sql "
    insert into grants.support (id, unit_id, fund_id, purpose, household_id, kind, state, approved, requested_on, requested_by, requested_at, approved_at, approved_on, state_since)
    select gen_random_uuid(), f.unit_id, f.id, 'other', h.id, 'short', 'approved', $amount, current_date, h.id, now(), now(), current_date, now()
    from ledger.fund f join households.household h on h.unit_id = f.unit_id where f.code = '20641-VNN' limit 1 returning id")
  answer=$(post /api/payments "$accountant" "{\"fund\":\"20641-VNN\",\"channel\":\"cash\",\"payeeKind\":\"household\",\"payeeName\":\"Đo tốc độ\",\"narration\":\"Đo tốc độ\",
    \"lines\":[{\"grant\":\"$grant\",\"amountVnd\":$amount}]}" "slices-$1")
  payment=$(json_text "$answer" paymentId)
  [[ -n $payment ]] || broken "No payment was written: ${answer:0:300}"
  answer=$(curl -sS -w '\nseconds=%{time_total}' "$url/api/payments/$payment/approve" -H "Authorization: Bearer $approver" -H 'Content-Type: application/json' -d '{}')
  [[ $answer == *'"state":"awaiting_payment"'* ]] || broken "The payment was not posted: ${answer:0:300}"
  [[ $(sql "select count(*) >= $small_gifts and sum(amount) = $amount from payments.slice where payment_id = '$payment'") == t ]] || broken "The slices of $payment are not its sum."
  printf '%s' "${answer##*seconds=}"
}

# write_slices ROUND: seconds of one statement
write_slices() {
  seconds_of reference_sql "
    insert into payments.slice (payment_id, step, part, place, fund_id, source_id, amount)
    select '00000000-0000-0000-0000-00000000000$1', 0, 1, n, gen_random_uuid(), gen_random_uuid(), $small_gift from generate_series(1, $small_gifts) n"
}

measure_slice_funding() {
  local round ours=() written=()
  for ((round = 1; round <= rounds; round++)); do
    make_small_gifts "$round"
    ours+=("$(pay_of_small_gifts "$round")")
    written+=("$(write_slices "$round")")
    say "slice_funding: ${ours[-1]} s, by hand ${written[-1]} s"
  done
  result_of_rounds slice_funding s ours written
}
