using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Grants.Papers;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Grants;

public class print_outs_of_deciding
{
    private static readonly DateOnly Day = new(2026, 11, 5);

    private static readonly Letterhead Head = new(
        Guid.Empty, Guid.Empty, Day, "ỦY BAN MTTQ VIỆT NAM XÃ QUẾ SƠN", "BAN VẬN ĐỘNG QUỸ \"VÌ NGƯỜI NGHÈO\"", "Thôn Một", "0236 000 0000", "Quế Sơn", "01/QĐ-BVĐ");

    private static ProposalView List(int lines) => new(
        new(Guid.Empty, Guid.Empty, "20641-VNN", "approved", "hỗ trợ phương tiện sinh kế", lines, lines * 15_000_000L, 2, 2, Day, Guid.Empty, "Trần Minh Tám", default, Day, "15/QĐ-BVĐ"),
        null, null,
        [.. Enumerable.Range(1, lines).Select(i => new FrozenLine(i, Guid.Empty, Guid.Empty, $"H{i}", $"Nguyễn Thị Mẫu {i}", "Mẫu", "Thôn Phú Trung", "poor", "livelihood", 15_000_000, "20641-VNN"))],
        [], [], true);

    private static IEnumerable<string> Texts(Block block) => block switch
    {
        Paragraph paragraph => [string.Concat(paragraph.Runs.Select(run => run.Text))],
        Stack stack => stack.Blocks.SelectMany(Texts),
        Beside beside => beside.Columns.SelectMany(column => Texts(column.Block)),
        TableRow row => row.Cells.SelectMany(cell => Texts(cell.Cell)),
        _ => [],
    };

    private static string All(Printed printed) => string.Join('\n', printed.Sheet.SelectMany(Texts));

    [Fact]
    public void a_decision_says_whom_how_much_from_what_and_by_whom()
    {
        var text = All(BoardSheets.Decision(List(2), Head));
        foreach (var said in new[]
        {
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 15/QĐ-BVĐ", "Quế Sơn, ngày 05 tháng 11 năm 2026", "QUYẾT ĐỊNH", "Về việc hỗ trợ phương tiện sinh kế", "30.000.000 đồng",
            "Ba mươi triệu đồng", "Quỹ \"Vì người nghèo\"", "Nguyễn Thị Mẫu 2", "TRƯỞNG BAN", "(Ký, họ tên, đóng dấu)", "01/QĐ-BVĐ",
        }) text.ShouldContain(said);
    }

    [Fact]
    public void minutes_of_the_board_hold_the_list_and_leave_room_for_what_was_said()
    {
        var text = All(BoardSheets.Meeting(List(2), Head));
        foreach (var said in new[] { "BIÊN BẢN HỌP BAN VẬN ĐỘNG", "……/BB-BVĐ", "Nguyễn Thị Mẫu 2", "30.000.000 đồng", "Biểu quyết: …… đồng ý", "CHỦ TRÌ", "THƯ KÝ" }) text.ShouldContain(said);
    }

    [Fact]
    public void a_long_list_flows_over_pages()
    {
        Pages(150).ShouldBeGreaterThan(3);
        Pages(1).ShouldBe(1);

        static int Pages(int lines) =>
            System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(OfficialPaper.Write(BoardSheets.Proposal(List(lines), Head), sample: true)), @"/Type /Page\b");
    }

    [Fact]
    public void the_list_for_the_notice_board_has_no_column_that_tells_more_than_name_hamlet_purpose_sum_and_source()
    {
        var grant = new GrantRow(
            Guid.Empty, Guid.Empty, "20641-VNN", "livelihood", "regular", "posted", Guid.Empty, "H1", "Nguyễn Thị Mẫu", "Thôn Phú Trung", "poor", null, 15_000_000, 15_000_000, null,
            Day, Guid.Empty, Day, Day, null, 0, 0, null, null, null, false, default);
        var printed = HamletSheets.List("Thôn Phú Trung", Day, Day.AddDays(7), "Nhà sinh hoạt thôn", [grant], Head);
        Texts(printed.Sheet.OfType<TableRow>().Single(row => row.IsHead)).ShouldBe(["STT", "Họ tên chủ hộ", "Thôn", "Nội dung hỗ trợ", "Mức (đồng)", "Nguồn"]);
        Texts(printed.Sheet.OfType<TableRow>().Single(row => !row.IsHead)).ShouldBe(["1", "Nguyễn Thị Mẫu", "Thôn Phú Trung", "Phương tiện sinh kế", "15.000.000", "Quỹ \"Vì người nghèo\""]);
        All(printed).ShouldContain("từ ngày 05/11/2026 đến hết ngày 12/11/2026");
    }
}
