# Makes a statement of 60,000 lines, or of -v lines=, in the layout of a Vietcombank export, most of them of one day. Always
# the same file.
function digits(count, text) {
  for (text = ""; count > 0; count--) text = text int(10 * rand())
  return text
}
function word(list, parts) { return parts[1 + int(rand() * split(list, parts, " "))] }
function name() {
  return word("NGUYEN TRAN LE PHAM HOANG HUYNH VO DANG BUI DO") " " word("VAN THI MINH THANH NGOC QUOC DUC XUAN") " " \
    word("AN BINH CHI DUNG GIANG HA KHANH LAN MAI NAM OANH PHUC QUYEN SON TAM UYEN VINH YEN")
}
function memo(kind) {
  kind = rand()
  if (kind < 0.45) return digits(6) ".010924." digits(6) "." name() " chuyen tien"
  if (kind < 0.75) return "MBVCB." digits(10) "." name() " ung ho dong bao.CT tu " digits(13) " " name() " toi tai khoan tiep nhan"
  if (kind < 0.90) return "020097040509011" digits(9) "2024" word("KINH BEAU GIAP TUOI") digits(7) "." digits(5) " ." digits(6) ".ung ho vung lu"
  return "\"" name() ", gia dinh va ban be gui tang ba con, mong som vuot qua." digits(12) "\""
}
# Whole đồng in thousands, dotted: 1.207.000
function money(thousands) {
  return (thousands < 1000 ? thousands : int(thousands / 1000) "." sprintf("%03d", thousands % 1000)) ".000"
}
function day(line) { return line <= 800 ? 1 + int((line - 1) / 100) : line <= 7000 ? 9 : 10 }
BEGIN {
  srand(20240901)
  if (!lines) lines = 60000
  print "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails"
  for (line = 1; line <= lines; line++)
    printf "%d,%02d/09/2024,%d.%05d,,%s,,%s\n", 1 + line / 14, day(line), 5000 + line / 1000, line % 100000, money(1 + int(rand() * rand() * 2000)), memo()
}
