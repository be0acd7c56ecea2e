using DayForThePoor.Core.Grants;

namespace DayForThePoor.Tests.Grants;

public class reading_a_list_of_another_programme
{
    private static readonly string[] Header = [.. OutsideList.Columns.Select(column => column.Title)];
    private static readonly string[] Good = ["h1", "Nguyễn Thị Mẫu", "", "Nhà ở", "60.000.000", "15/05/2026", "", ""];

    private static (IReadOnlyList<OutsideRow> Rows, int Read, string[] Problems) Read(params string[][] rows)
    {
        var list = new OutsideList("Xóa nhà tạm", "12/QĐ-UBND", new DateOnly(2026, 9, 15));
        foreach (var (row, i) in rows.Select((row, i) => (row, i + 1))) list.Take(i, row);
        var (read, count, problems, problemCount) = list.Finish();
        problemCount.ShouldBe(problems.Count);
        return (read, count, [.. problems.Select(p => $"{p.Row} {p.Code}")]);
    }

    private static string[] But(int column, string value) => [.. Good.Select((cell, i) => i == column ? value : cell)];

    [Fact]
    public void takes_the_programme_of_the_form_where_a_row_names_none()
    {
        var (rows, _, problems) = Read(["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ"], Header, Good, But(6, "Hội Chữ thập đỏ"), ["", "Cộng", "", "", "", "", "", ""]);
        problems.ShouldBeEmpty();
        rows[0].ShouldBe(new(3, "H1", "nguyen thi mau", null, "Xóa nhà tạm", "12/QĐ-UBND", Purposes.House, 60_000_000, new DateOnly(2026, 5, 15)));
        rows[1].Programme.ShouldBe("Hội Chữ thập đỏ");
    }

    [Fact]
    public void finds_its_columns_under_other_headings_and_reads_what_people_write()
    {
        var (rows, _, problems) = Read(["Mã số hộ", "Nội dung", "Mức hỗ trợ", "Thời gian"], ["H1", "Học bổng", "1000000", "2026-09-05"], ["H2", "QUÀ TẾT", "500,000", "1/2/2026"]);
        problems.ShouldBeEmpty();
        rows.Select(r => (r.Code, r.Purpose, r.Amount)).ShouldBe([("H1", Purposes.Study, 1_000_000), ("H2", Purposes.Tet, 500_000)]);
    }

    [Fact]
    public void tells_every_wrong_cell_with_its_row_and_takes_none_of_those_rows()
    {
        var (rows, read, problems) = Read(
            Header, Good, But(0, ""), But(0, "H 1"), But(2, "12"), But(3, "đất"), But(4, "nhiều"), But(4, "-5"), But(5, "2026"), But(5, "01/01/2030"), But(6, new string('x', 121)));
        rows.Count.ShouldBe(1);
        read.ShouldBe(10);
        problems.ShouldBe([
            "3 outside_list.nobody", "4 outside_list.bad_code", "5 outside_list.bad_id", "6 outside_list.bad_purpose", "7 outside_list.bad_amount", "8 outside_list.bad_amount",
            "9 outside_list.bad_day", "10 outside_list.bad_day", "11 outside_list.bad_text",
        ]);
    }

    [Fact]
    public void names_what_the_file_as_a_whole_lacks()
    {
        Read(["nothing"]).Problems.ShouldBe([" outside_list.no_header"]);
        Read(["Mã hộ", "Mục đích", "Số tiền"], ["H1", "Nhà", "1"]).Problems.ShouldBe([" outside_list.no_column"]);
        Read(["Mục đích", "Số tiền", "Ngày"], ["Nhà", "1", "01/01/2026"]).Problems.ShouldBe([" outside_list.no_column"]);
        Read(Header).Problems.ShouldBe([" outside_list.empty"]);
    }
}
