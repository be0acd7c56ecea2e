using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class checking_declared_sums
{
    private const string Header = "Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả";

    [Fact]
    public void totals_that_do_not_add_up_stop_the_file() =>
        Read(Of(Header, "01/09/2026,R1,,50.000,a", "01/09/2026,R2,,20.000,b", "Tổng,,0,80.000,")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.TotalDiffers, 4, "Số tiền ghi có", "80.000", "70.000"));

    [Fact]
    public void a_closing_balance_that_the_lines_do_not_reach_stops_the_file() =>
        Read(Of("Số dư đầu kỳ: 1.000,", Header, "01/09/2026,R1,,50.000,a", "Số dư cuối kỳ,,,61.000,")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.ClosingDiffers, 4, null, "51.000", "61.000"));

    [Fact]
    public void a_total_above_the_table_speaks_of_the_whole_file() =>
        Read(Of("Tổng ghi có:,80.000", Header, "01/09/2026,R1,,50.000,a")).Problem().Code.ShouldBe(StatementProblems.TotalDiffers);

    [Fact]
    public void a_sum_may_be_of_the_part_since_the_last_sum() =>
        Read(Of(Header, "01/09/2026,R1,,50.000,a", "Tổng,,0,50.000,", "02/09/2026,R2,,20.000,b", "Tổng,,0,20.000,", "Tổng cộng,,0,70.000,"))
            .ShouldBeReadable().Lines.Count.ShouldBe(2);

    [Fact]
    public void numbers_of_transactions_are_not_money() =>
        Read(Of(Header, "01/09/2026,R1,,50.000,a", "Tổng số giao dịch,1,,,", "Tổng,,,50.000,")).ShouldBeReadable();

    [Fact]
    public void a_file_with_sums_below_the_last_line_needs_no_line_end() =>
        Read(Of(Header, "01/09/2026,R1,,50.000,a") + "Tổng,,0,50.000,").ShouldBeReadable();

    [Theory, InlineData("Tổng"), InlineData("Cộng"), InlineData("Cộng/Total"), InlineData("Tổng cộng/ Grand total"), InlineData("Cộng số phát sinh"), InlineData("Total")]
    public void a_row_of_sums_is_told_by_its_words_in_either_language(string label) =>
        Read(Of(Header, "01/09/2026,R1,,50.000,a", $"{label},,0,60.000,")).Problem().Code.ShouldBe(StatementProblems.TotalDiffers);

    [Theory, InlineData("Số dư cuối kỳ"), InlineData("Dư cuối kỳ/ Closing balance"), InlineData("Closing balance")]
    public void a_closing_balance_too(string label) =>
        Read(Of("Dư đầu kỳ: 1.000,", Header, "01/09/2026,R1,,50.000,a", $"{label},,,61.000,")).Problem().Code.ShouldBe(StatementProblems.ClosingDiffers);
}
