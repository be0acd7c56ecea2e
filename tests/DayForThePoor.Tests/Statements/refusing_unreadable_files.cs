using System.Text;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class refusing_unreadable_files
{
    private const string Row = "1,01/09/2026,1.1,,50.000,,ung ho";

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    [InlineData("\uFEFF")]
    public void an_empty_file(string text) => Read(text).Problem().Code.ShouldBe(StatementProblems.Empty);

    [Fact]
    public void a_file_without_a_header() =>
        Read(Of("a,b,c", Row)).Problem().Code.ShouldBe(StatementProblems.NoHeader);

    [Fact]
    public void a_header_below_the_fortieth_row() =>
        Read(Of([.. Enumerable.Repeat("x", 40), VietcombankHeader, Row])).Problem().Code.ShouldBe(StatementProblems.NoHeader);

    [Fact]
    public void a_header_without_rows() => Read(Of(VietcombankHeader)).Problem().Code.ShouldBe(StatementProblems.NoRows);

    [Theory]
    [InlineData("png", new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10 })]
    [InlineData("binary", new byte[] { (byte)'a', 0, (byte)'b' })]
    public void another_kind_of_file_whatever_its_name(string kind, byte[] start)
    {
        var expected = new StatementProblem(StatementProblems.NotCsv, null, null, kind);

        Read([.. start, .. new byte[100]]).Problem().ShouldBe(expected);
        Read(Gzip([.. start, .. new byte[100]])).Problem().ShouldBe(expected);
    }

    [Fact]
    public void the_sign_in_page_of_a_bank_in_place_of_a_statement() =>
        Read("\n<!DOCTYPE html><html></html>").Problem().Args.ShouldBe(["html"]);

    [Theory]
    [InlineData(2)]
    [InlineData(4_000)]
    public void a_file_that_turns_to_latin_1_names_the_line(int badRow)
    {
        var good = Encoding.UTF8.GetBytes(Of([VietcombankHeader, .. Enumerable.Repeat(Row + " ủng hộ người nghèo", badRow - 2)]));
        var bad = Encoding.Latin1.GetBytes(Row + " \u00FBng h\u00F4\n");

        Read([.. good, .. bad, .. Encoding.UTF8.GetBytes(Of(Row))]).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.NotUtf8, badRow, null));
    }

    [Fact]
    public void a_gzip_cut_anywhere()
    {
        var packed = Gzip(Of([VietcombankHeader, .. Enumerable.Range(1, 500).Select(i => $"1,01/09/2026,{i},,{i * 7919 % 997}.000,,gift {i * 31}")]));
        foreach (var length in (int[])[packed.Length / 2, packed.Length - 9, packed.Length - 8, packed.Length - 4, packed.Length - 1])
            Read(packed[..length]).Problem().Code.ShouldBe(StatementProblems.CompressionBroken);
    }

    [Theory]
    [InlineData("1,02/09/2026,1.2,,20.0")]
    [InlineData("1,02/0")]
    [InlineData("1")]
    [InlineData("1,02/09/2026,1.2,,20.000,,\"gia dinh Lan, H")]
    public void a_file_that_ends_in_the_middle_of_a_row(string rest) =>
        Read(Of(VietcombankHeader, Row) + rest).Problem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe(StatementProblems.Cut),
            p => p.Row.ShouldBe(3));

    [Fact]
    public void a_file_whose_last_memo_may_have_been_cut() =>
        Read(Of(VietcombankHeader, Row) + "1,02/09/2026,1.2,,20.000,,gia dinh L").Problem()
            .ShouldBe(new StatementProblem(StatementProblems.LastRowOpen, 3, null));

    [Fact]
    public void a_last_cell_in_quotes_is_whole_without_a_line_end() =>
        Read(Of(VietcombankHeader, Row) + "1,02/09/2026,1.2,,20.000,,\"gia dinh Lan\"").ShouldBeReadable();

    [Fact]
    public void a_quote_that_something_follows() =>
        Read(Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,\"ung\" ho", Row)).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.QuoteBroken, 2, null));

    [Fact]
    public void a_file_that_swells_beyond_the_limit()
    {
        var bomb = Gzip(Of([VietcombankHeader, .. Enumerable.Repeat(Row, 100_000)]));

        Read(bomb, limits: new(2 * 1024 * 1024, 1_000_000)).Problem().ShouldBe(new StatementProblem(StatementProblems.TooLarge, null, null, "2"));
    }

    [Fact]
    public void more_rows_than_the_limit() =>
        Read(Of([VietcombankHeader, .. Enumerable.Repeat(Row, 11)]), limits: new(1024 * 1024, 10)).Problem().Code
            .ShouldBe(StatementProblems.TooManyRows);

    [Fact]
    public void a_row_without_end() =>
        Read(Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,\"" + new string('x', 2_000_000))).Problem().Code
            .ShouldBe(StatementProblems.RowTooLong);

    [Theory]
    [InlineData("1,01/09/2026,1.1,,50.000", StatementProblems.TooFewCells, null)]
    [InlineData("1,01/09/2026,1.1,,50.000,,ung ho, cam on", StatementProblems.TooManyCells, null)]
    [InlineData("1,1/13/2026,1.1,,50.000,,x", StatementProblems.DateUnreadable, "TNXDate")]
    [InlineData("1,,1.1,,50.000,,x", StatementProblems.DateMissing, "TNXDate")]
    [InlineData("1,01/09/2026,1.1,,5O.000,,x", StatementProblems.AmountUnreadable, "Credit")]
    [InlineData("1,01/09/2026,1.1,,1.5,,x", StatementProblems.AmountFraction, "Credit")]
    [InlineData("1,01/09/2026,1.1,,-50.000,,x", StatementProblems.AmountNegative, "Credit")]
    [InlineData("1,01/09/2026,1.1,,1.000.000.000.000.001,,x", StatementProblems.AmountTooLarge, "Credit")]
    [InlineData("1,01/09/2026,1.1,1.000,2.000,,x", StatementProblems.AmountOnBothSides, null)]
    [InlineData("1,01/09/2026,1.1,,50.000,5x,y", StatementProblems.AmountUnreadable, "Balance")]
    [InlineData("1,,,,,,xin cam on", StatementProblems.RowUnclear, null)]
    public void a_row_that_cannot_be_understood_is_named(string row, string code, string? column) =>
        Read(Of(VietcombankHeader, row, Row)).Problems[0].ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe(code),
            p => p.Row.ShouldBe(2),
            p => p.Column.ShouldBe(column));

    [Fact]
    public void a_time_that_is_none() =>
        Read(Of(VietinBankHeader, "1,10/09/2026,25:00:00,x,,\"10,000\",y")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.TimeUnreadable, 2, "Time", "25:00:00"));

    [Fact]
    public void two_ways_of_grouping_thousands_in_one_file() =>
        Read(Of(VietcombankHeader, Row, "1,01/09/2026,1.2,,\"60,000\",,x")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.MixedSeparators, 3, "Credit", "60,000", "."));

    [Fact]
    public void a_file_full_of_errors_lists_the_first_and_counts_all()
    {
        var result = Read(Of([VietcombankHeader, .. Enumerable.Repeat("1,01/09/2026,1.1,,x,,y", 5_000)]));

        result.Problems.Count.ShouldBe(ProblemList.Kept);
        result.ProblemCount.ShouldBe(5_000);
        result.IsReadable.ShouldBeFalse();
    }

    [Fact]
    public void a_cancelled_reading_throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var file = Encoding.UTF8.GetBytes(Of([VietcombankHeader, .. Enumerable.Repeat(Row, 5_000)]));

        Should.Throw<OperationCanceledException>(() => StatementFile.Read(() => new MemoryStream(file), Vietcombank, cancellation: cancelled.Token));
    }
}
