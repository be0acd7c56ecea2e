# Makes the sheet of an official list of 20,000 households and 40,000 people. -v round=N: codes, numbers and a hamlet of its
# own, so that no household looks like one of another round.
function cell(text) { return "<c t=\"inlineStr\"><is><t>" text "</t></is></c>" }
function word(list, parts) { return parts[1 + int(rand() * split(list, parts, " "))] }
function name() {
  return word("Nguyễn Trần Lê Phạm Võ Huỳnh Phan Đinh") " " word("Văn Thị Minh Quang Ngọc Đình") " " word("Tám Bảy Xuân Lựu Cúc Thừa Điểu Chín Hạnh Tâm Lan Dũng Bình Nga")
}
function person(code, hamlet, relation, born, id, class) {
  print "<row>" cell(code) cell(hamlet) cell(name()) cell(relation) cell(born) cell(id) cell(class) "</row>"
}
BEGIN {
  srand(round)
  print "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
  print "<row>" cell("Mã hộ") cell("Thôn") cell("Họ và tên") cell("Quan hệ với chủ hộ") cell("Năm sinh") cell("Số định danh cá nhân") cell("Phân loại") "</row>"
  for (i = 1; i <= 20000; i++) {
    code = sprintf("B%d-%05d", round, i)
    person(code, "Thôn Đo Tốc Độ " round, "Chủ hộ", 1940 + i % 60, sprintf("098%d%07d0", round, i), i % 2 ? "Hộ nghèo" : "Hộ cận nghèo")
    person(code, "", "Con", 2005 + i % 15, sprintf("098%d%07d1", round, i), "")
  }
  print "</sheetData></worksheet>"
}
