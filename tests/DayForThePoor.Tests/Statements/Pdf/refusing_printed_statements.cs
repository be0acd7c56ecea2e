using System.Globalization;
using System.Text;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Statements;
using SkiaSharp;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements.Pdf;

public class refusing_printed_statements
{
    private static readonly ExpectedAccount AtVietinBank = new(Guid.NewGuid(), "111602391111", "970415");

    [Fact]
    public void a_scanned_picture_is_told_with_its_page()
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file))
        {
            using var surface = SKSurface.Create(new SKImageInfo(100, 100));
            surface.Canvas.Clear(SKColors.Gray);
            using var picture = surface.Snapshot();
            document.BeginPage(595, 842).DrawImage(picture, 50, 50, SKSamplingOptions.Default);
            document.EndPage();
            document.Close();
        }

        var problem = Read(file.ToArray()).Problem();
        (problem.Code, problem.Args.Single()).ShouldBe((StatementProblems.PdfScanned, "1"));
    }

    [Fact]
    public void a_locked_file_says_so()
    {
        var locked = $"""
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj
            4 0 obj <</Filter/Standard/V 1/R 2/P -44/O<{new string('A', 64)}>/U<{new string('B', 64)}>>> endobj
            trailer <</Root 1 0 R/Encrypt 4 0 R/Size 5/ID[<{new string('C', 32)}><{new string('C', 32)}>]>>
            startxref
            0
            %%EOF
            """;
        Read(Encoding.ASCII.GetBytes(locked)).Problem().Code.ShouldBe(StatementProblems.PdfLocked);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.02)]
    public void a_cut_file_is_never_half_a_statement(double kept)
    {
        var file = PrintedStatement.Write(PrintedLayouts.VietinBank, Rows(400));
        Read(file[..(int)(file.Length * kept)], AtVietinBank).IsReadable.ShouldBeFalse();
    }

    [Fact]
    public void a_row_that_is_missing_shows_in_the_numbers_of_the_rows()
    {
        var rows = Rows(80);
        rows.RemoveAt(50);
        var problem = Read(PrintedStatement.Write(PrintedLayouts.VietinBank, rows), AtVietinBank).Problem();
        (problem.Code, problem.Args[0], problem.Args[1]).ShouldBe((StatementProblems.PdfRowMissing, "50", "52"));
    }

    [Fact]
    public void a_row_that_is_missing_shows_in_the_running_balance()
    {
        var rows = Enumerable.Range(1, 80).Where(i => i != 41).Select(i => new[] { "09/09/2024", "ung ho", "", "1.000", MoneyText.Format(new(i * 1000)), $"FT{i}" });
        var read = Read(PrintedStatement.Write(PrintedLayouts.Agribank, rows), new(Guid.NewGuid(), "1500201113838", "970405"));
        read.Problem().Code.ShouldBe(StatementProblems.BalanceBreak);
    }

    [Fact]
    public void a_statement_of_another_account_is_told_by_its_heading() =>
        Read(PrintedStatement.Write(PrintedLayouts.VietinBank, Rows(3)), AtVietinBank with { Number = "999999999" }).Problem().Code.ShouldBe(StatementProblems.OtherAccount);

    [Fact]
    public void words_between_the_rows_that_nobody_understands_stop_the_file() =>
        Read(PrintedStatement.Write(PrintedLayouts.VietinBank, Rows(3), "150@Xin xem thêm các giao dịch khác ở tệp thứ hai đính kèm theo thư này nhé"), AtVietinBank)
            .Problem().Code.ShouldBe(StatementProblems.RowUnclear);

    [Fact]
    public void more_than_sixty_pages_are_read_line_by_line()
    {
        // Low pages, a few rows each: it is the borders between pages that lose lines, not the rows.
        var read = Read(PrintedStatement.Write(PrintedLayouts.VietinBank with { Height = 200 }, Rows(500)), AtVietinBank).ShouldBeReadable();
        (read.Lines.Count, read.Credits).ShouldBe((500, Enumerable.Range(1, 500).Sum(i => i * 1000L)));
        read.Lines.ShouldAllBe(l => l.Memo.StartsWith("ung ho dong bao", StringComparison.Ordinal) && l.Memo.EndsWith("lu lut", StringComparison.Ordinal));
    }

    private static List<string[]> Rows(int count) =>
        [.. Enumerable.Range(1, count).Select(i => (string[])
            [$"{i}", $"10/09/2024 08:{i / 60 % 60:00}:{i % 60:00}", "ung ho dong bao mien Bac bi bao lu so 3 gay thiet hai do lu lut", (i * 1000L).ToString("#,0", CultureInfo.InvariantCulture), "LE THI BINH"])];
}
