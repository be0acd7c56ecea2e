using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class reading_workbooks
{
    private static readonly object?[] Header = ["Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Số dư", "Mô tả"];

    private static readonly object?[][] Rows =
    [
        ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"],
        ["Số tài khoản:", "0071000123456"],
        ["Số dư đầu kỳ:", 0],
        Header,
        [new DateTime(2026, 9, 1), "FT1", null, 1_234_000, 1_234_000, "Nguyễn Thị Đào\nủng hộ"],
        [new DateTime(2026, 9, 1, 8, 15, 30), 5213.45946, 11_000.0, null, 1_223_000, "phí"],
        ["02/09/2026", 26_090_212_345_678, null, "50.000", 1_273_000, "ung ho"],
    ];

    [Fact]
    public void xlsx_and_xls_read_as_a_person_reads_them()
    {
        foreach (var file in (byte[][])[Workbooks.Xlsx(Rows), Workbooks.Xls(Rows)])
        {
            var result = Read(file).ShouldBeReadable();

            result.Lines.Select(l => (l.RowNumber, l.Date, l.Time, l.Reference, l.Side, l.Amount, l.Balance, l.Memo)).ShouldBe(
            [
                (5, new DateOnly(2026, 9, 1), null, "FT1", Side.Credit, 1_234_000, 1_234_000, "Nguyễn Thị Đào\nủng hộ"),
                (6, new DateOnly(2026, 9, 1), new TimeOnly(8, 15, 30), "5213.45946", Side.Debit, 11_000, 1_223_000, "phí"),
                (7, new DateOnly(2026, 9, 2), null, "26090212345678", Side.Credit, 50_000, 1_273_000, "ung ho"),
            ]);
            result.IsProvenComplete.ShouldBeTrue();
            Read(Gzip(file)).ShouldBeReadable().Lines.ShouldBe(result.Lines);
        }
    }

    [Fact]
    public void hidden_rows_and_columns_and_merged_headings_are_read()
    {
        var file = Workbooks.Xlsx(sheet =>
        {
            Workbooks.Fill(sheet, Rows);
            sheet.Range("A1:F1").Merge();
            sheet.Row(6).Hide();
            sheet.Column(4).Hide();
        });

        Read(file).ShouldBeReadable().Lines.Count.ShouldBe(3);
    }

    [Fact]
    public void formulas_count_by_their_last_value_and_rich_text_by_its_words()
    {
        var file = Workbooks.Xlsx(sheet =>
        {
            Workbooks.Fill(sheet, [Header, [new DateTime(2026, 9, 1), "FT1", null, null, null, null]]);
            sheet.Cell("H1").SetValue(25_000);
            sheet.Cell("D2").FormulaA1 = "H1*2";
            sheet.Cell("F2").RichText.AddText("ung ho ").SetBold();
            sheet.Cell("F2").RichText.AddText("nguoi ngheo");
        });

        Read(file).ShouldBeReadable().Lines.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.Amount.ShouldBe(50_000), l => l.Memo.ShouldBe("ung ho nguoi ngheo"));
    }

    [Fact]
    public void a_formula_that_failed_gives_no_amount()
    {
        var file = Workbooks.Xls(Header, [new DateTime(2026, 9, 1), "FT1", null, 5_000, 5_000, "x"]);
        var failed = Workbooks.XlsOf(book =>
        {
            var sheet = Workbooks.Fill(book, "Sheet1", [Header, [new DateTime(2026, 9, 1), "FT1", null, 5_000, 5_000, "x"]]);
            sheet.GetRow(1).GetCell(3).SetCellErrorValue(NPOI.SS.UserModel.FormulaError.DIV0.Code);
        });

        Read(file).ShouldBeReadable();
        Read(failed).Problem().ShouldBe(new StatementProblem(StatementProblems.AmountMissing, 2, null));
    }

    [Theory]
    [InlineData(12.345)]
    [InlineData(1.5)]
    [InlineData(999.001)]
    public void a_number_with_a_fraction_is_never_taken_for_thousands(double amount) =>
        Read(Workbooks.Xlsx(Header, [new DateTime(2026, 9, 1), "FT1", null, amount, null, "x"])).Problem().Row.ShouldBe(2);

    [Fact]
    public void noise_behind_a_whole_number_is_no_fraction() =>
        Read(Workbooks.Xlsx(Header, [new DateTime(2026, 9, 1), "FT1", null, 0.1 + 0.2 + 49_999.7, null, "x"])).ShouldBeReadable().Lines[0].Amount.ShouldBe(50_000);

    [Fact]
    public void a_document_number_keeps_the_zeros_that_its_format_shows()
    {
        var file = Workbooks.Xlsx(sheet =>
        {
            Workbooks.Fill(sheet, [Header, [new DateTime(2026, 9, 1), 4711, null, 5_000, null, "x"]]);
            sheet.Cell("B2").Style.NumberFormat.Format = "00000000";
        });

        Read(file).ShouldBeReadable().Lines[0].Reference.ShouldBe("00004711");
    }

    [Fact]
    public void the_sheet_with_the_table_is_found_among_others_and_hidden_ones_are_left_alone()
    {
        var file = Workbooks.XlsxOf(book =>
        {
            Workbooks.Fill(book.AddWorksheet("Bìa"), [["Kính gửi quý khách"]]);
            Workbooks.Fill(book.AddWorksheet("Sao kê"), Rows);
            var hidden = book.AddWorksheet("Nháp");
            Workbooks.Fill(hidden, Rows);
            hidden.Hide();
        });

        Read(file).ShouldBeReadable().Lines.Count.ShouldBe(3);
    }

    [Fact]
    public void two_sheets_with_a_table_are_refused_by_their_names() =>
        Read(Workbooks.XlsxOf(book =>
        {
            Workbooks.Fill(book.AddWorksheet("Tháng 8"), Rows);
            Workbooks.Fill(book.AddWorksheet("Tháng 9"), Rows);
        })).Problem().ShouldBe(new StatementProblem(StatementProblems.SeveralTables, null, null, "Tháng 8, Tháng 9"));

    [Fact]
    public void notes_beside_the_table_are_left_alone() =>
        Read(Workbooks.Xlsx(Header, [new DateTime(2026, 9, 1), "FT1", null, 5_000, null, "x", null, "đã xem"])).ShouldBeReadable();

    [Fact]
    public void an_empty_workbook_is_an_empty_file()
    {
        Read(Workbooks.Xlsx(_ => { })).Problem().Code.ShouldBe(StatementProblems.Empty);
        Read(Workbooks.Xls()).Problem().Code.ShouldBe(StatementProblems.Empty);
    }

    [Fact]
    public void a_workbook_without_a_header_says_so() =>
        Read(Workbooks.Xlsx(["a", "b"], [1, 2])).Problem().Code.ShouldBe(StatementProblems.NoHeader);

    [Fact]
    public void a_workbook_cut_anywhere_is_broken()
    {
        var (xlsx, xls) = (Workbooks.Xlsx(Rows), Workbooks.Xls(Rows));
        foreach (var length in (int[])[600, xlsx.Length / 2, xlsx.Length - 1])
            Read(xlsx[..length]).Problem().Code.ShouldBe(StatementProblems.WorkbookBroken);
        foreach (var length in (int[])[300, 600, xls.Length / 2])
            Read(xls[..length]).Problem().Code.ShouldBe(StatementProblems.WorkbookBroken);
    }

    [Fact]
    public void a_workbook_behind_a_password_says_so()
    {
        Read(Workbooks.LockedXlsx()).Problem().Code.ShouldBe(StatementProblems.WorkbookLocked);
        Read(Workbooks.LockedXls()).Problem().Code.ShouldBe(StatementProblems.WorkbookLocked);
    }

    [Fact]
    public void a_zip_that_is_no_workbook_is_named()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = new StreamWriter(zip.CreateEntry("sao-ke.csv").Open())) entry.Write("x");
        Read(file.ToArray()).Problem().ShouldBe(new StatementProblem(StatementProblems.NotCsv, null, null, "zip"));
    }

    [Fact]
    public void a_workbook_that_unfolds_beyond_the_limit_is_refused_before_it_is_read()
    {
        var file = Workbooks.Xlsx(sheet => Workbooks.Fill(sheet, Rows));
        using var bomb = new MemoryStream();
        bomb.Write(file);
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        using (var entry = zip.CreateEntry("xl/worksheets/sheet2.xml", CompressionLevel.SmallestSize).Open())
            for (var i = 0; i < 10; i++) entry.Write(new byte[1024 * 1024]);

        Read(bomb.ToArray(), limits: new ReadingLimits(2 * 1024 * 1024, 1000)).Problem().ShouldBe(new StatementProblem(StatementProblems.TooLarge, null, null, "2"));
    }

    [Fact]
    public void a_sheet_as_wide_as_sheets_get_costs_no_more_than_its_rows()
    {
        var file = Workbooks.Xlsx(sheet =>
        {
            Workbooks.Fill(sheet, Rows);
            sheet.Cell(5, 16_384).SetValue("x");
        });

        Read(file).ShouldBeReadable().Lines.Count.ShouldBe(3);
    }

    [Fact]
    public void words_in_the_fonts_from_before_unicode_are_refused_in_a_workbook_too() =>
        Read(Workbooks.Xlsx(
            [.. Header.Select(cell => (object?)OldTexts.Tcvn3((string)cell!))], [new DateTime(2026, 9, 1), "FT1", null, 5_000, null, OldTexts.Tcvn3("ủng hộ người nghèo")]))
            .Problem().Code.ShouldBe(StatementProblems.OldFont);
}
