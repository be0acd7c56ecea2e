using System.Globalization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

/// <summary>
/// A made-up file in each layout that Vietnamese banks give, as csv, xlsx and xls, with the traps that real ones hold. All
/// three formats must read as the same lines.
/// </summary>
public class reading_the_files_of_four_banks
{
    private static readonly ExpectedAccount Agribank = new(new("0196f000-0000-8000-8000-000000000002"), "4200205123456", "970405");
    private static readonly ExpectedAccount VietinBank = new(new("0196f000-0000-8000-8000-000000000003"), "117000123456", "970415");
    private static readonly ExpectedAccount Bidv = new(new("0196f000-0000-8000-8000-000000000004"), "56110001234567", "970418");

    [Fact]
    public void vietcombank_with_a_bilingual_header_thirteen_rows_of_heading_and_memos_over_rows()
    {
        Golden(
            Vietcombank,
            [
                ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"],
                ["Joint Stock Commercial Bank for Foreign Trade of Vietnam"],
                [],
                [null, null, "SAO KÊ TÀI KHOẢN/ STATEMENT OF ACCOUNT"],
                ["Từ/ From:", "01/09/2026", "Đến/ To:", "03/09/2026"],
                ["Số tài khoản/ Account No:", "0071000123456"],
                ["Tên tài khoản/ Account Name:", "UBMTTQ VIET NAM XA QUE SON"],
                ["Loại tiền/ Currency:", "VND"],
                ["Số dư đầu kỳ/ Opening balance:", 1_000_000],
                [],
                [],
                [],
                ["Ngày GD/\nTNX Date", "Số CT/\nDoc No", "Số tiền ghi nợ/\nDebit", "Số tiền ghi có/\nCredit", "Số dư/\nBalance", "Nội dung chi tiết/\nTransactions in detail"],
                ["01/09/2026", "5213.45946", null, 50_000, null, "MBVCB.100200300.Nguyễn Thị Đào"],
                [null, null, null, null, null, "ủng hộ Quỹ Vì người nghèo.CT tu 0123 toi 0071"],
                ["01/09/2026", "9915.10293", 55_000, null, 995_000, "THU PHI SMS THANG 08/2026"],
                [null, "5219.24714", null, 1_234_000, null, "trang thiet bi"],
                [null, null, null, null, null, "trang bi truong hoc"],
                ["03/09/2026", null, null, 20_000, 2_249_000, "khong so chung tu"],
                ["Tổng số/ Total:", null, 55_000, 1_304_000],
                ["Số dư cuối kỳ/ Closing balance:", null, null, null, 2_249_000],
                ["Trang 1/1"],
                [null, null, null, null, null, "Giao dịch viên"],
                [null, null, null, null, null, "Lê Thị Bưởi"],
            ],
            [
                (14, 1, "5213.45946", 50_000, "MBVCB.100200300.Nguyễn Thị Đào\nủng hộ Quỹ Vì người nghèo.CT tu 0123 toi 0071"),
                (16, 1, "9915.10293", -55_000, "THU PHI SMS THANG 08/2026"),
                (17, 1, "5219.24714", 1_234_000, "trang thiet bi\ntrang bi truong hoc"),
                (19, 3, "", 20_000, "khong so chung tu"),
            ],
            file => file.IsProvenComplete.ShouldBeTrue());
    }

    [Fact]
    public void vietcombank_with_day_and_number_in_one_column_in_one_cell_or_over_two_rows()
    {
        Golden(
            Vietcombank,
            [
                ["Vietcombank", null, "Số TK: 0071000123456"],
                ["STT\nNo.", "Ngày1/TNX Date/\nSố CT/ Doc No", "Ngày hiệu lực2/\nEffective date", "Số tiền ghi nợ/\nDebit", "Số tiền ghi có/\nCredit", "Số dư/\nBalance", "Nội dung chi tiết/\nTransactions in detail"],
                [1, "01/09/2026\n5213.45946", "02/09/2026", null, 50_000, 50_000, "ung ho"],
                [2, "01/09/2026", "01/09/2026", null, 70_000, 120_000, "gia dinh Lan"],
                [null, "5213.45947", null, null, null, null, "Hoa ung ho"],
                [3, "5213.45948", null, 11_000, null, 109_000, "phi"],
            ],
            [(3, 1, "5213.45946", 50_000, "ung ho"), (4, 1, "5213.45947", 70_000, "gia dinh Lan\nHoa ung ho"), (6, 1, "5213.45948", -11_000, "phi")],
            _ => { });
    }

    [Fact]
    public void vietcombank_simple_export_ends_with_a_total()
    {
        Golden(
            Vietcombank,
            [
                ["Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Mô tả"],
                [new DateTime(2026, 9, 1), "5213.45946", null, 50_000, "ung ho"],
                [new DateTime(2026, 9, 2), "5213.45946", 11_000, null, "cung so, khac ngay"],
                ["Tổng", null, 11_000, 50_000],
            ],
            [(2, 1, "5213.45946", 50_000, "ung ho"), (3, 2, "5213.45946", -11_000, "cung so, khac ngay")],
            file => file.Skipped.Sums.ShouldBe(1));
    }

    [Fact]
    public void agribank_gives_blank_amounts_back_from_the_running_balance()
    {
        Golden(
            Agribank,
            [
                ["AGRIBANK – Ngân hàng Nông nghiệp và Phát triển Nông thôn"],
                ["Số dư đầu/Opening balance", null, null, null, 24_700],
                ["Ngày/Date", "Ghi chú/Remark", "Nợ/Dr", "Có/Cr", "Số dư/Balance", "Số tham chiếu/Ref. no"],
                ["09/09/2026", "LE VAN A ung ho", null, 100_000, 124_700, "FT1"],
                ["09/09/2026", "mot dong bi trong", null, null, 324_700, "FT2"],
                ["10/09/2026", "phi", 11_000, null, 313_700, "FT3"],
            ],
            [(4, 9, "FT1", 100_000, "LE VAN A ung ho"), (5, 9, "FT2", 200_000, "mot dong bi trong"), (6, 10, "FT3", -11_000, "phi")],
            file =>
            {
                file.Recovered.ShouldBe(1);
                file.IsProvenComplete.ShouldBeTrue();
            });
    }

    [Fact]
    public void vietinbank_counts_by_the_accounting_date_with_times_to_the_second()
    {
        Golden(
            VietinBank,
            [
                ["VietinBank eFAST"],
                ["STT", "Ngày hạch toán/\nAccounting date", "Ngày phát sinh/\nTransaction date", "Mô tả giao dịch/\nTransaction description", "Nợ/\nDebit", "Có/\nCredit", "Số dư TK/\nAccount balance", "Số giao dịch/\nTransaction number", "Tên đối ứng"],
                [1, new DateTime(2026, 9, 2, 8, 15, 1), new DateTime(2026, 9, 1, 23, 59, 59), "CT nhanh 247\nung ho", null, 20_000, 20_000, "881", "TRAN THI B"],
                [2, new DateTime(2026, 9, 2, 8, 15, 2), new DateTime(2026, 9, 1, 23, 59, 59), "CT nhanh 247\nung ho", null, 20_000, 40_000, "882", "TRAN THI B"],
            ],
            [(3, 2, "881", 20_000, "CT nhanh 247\nung ho"), (4, 2, "882", 20_000, "CT nhanh 247\nung ho")],
            file =>
            {
                file.Lines[0].Time.ShouldBe(new TimeOnly(8, 15, 1));
                file.Lines[1].Counterparty.ShouldBe("TRAN THI B");
            });
    }

    [Fact]
    public void vietinbank_without_references_keeps_equal_gifts_apart()
    {
        Golden(
            VietinBank,
            [
                ["STT", "Ngày giờ", "Mô tả", "Số tiền có", "Tên đối ứng"],
                [1, "10/09/2026 12:01:29", "UNG HO", 10_000, "LE VAN A"],
                [2, "10/09/2026 12:01:29", "UNG HO", 10_000, "LE VAN A"],
            ],
            [(2, 10, "", 10_000, "UNG HO"), (3, 10, "", 10_000, "UNG HO")],
            file => file.Lines.Select(l => l.Ordinal).ShouldBe([0, 1]));
    }

    [Fact]
    public void bidv_in_capitals()
    {
        Golden(
            Bidv,
            [
                ["BIDV - SỔ PHỤ TÀI KHOẢN"],
                ["STT", "NGÀY HIỆU LỰC", "GHI NỢ", "GHI CÓ", "SỐ DƯ", "MÔ TẢ"],
                [1, "11/09/2026", null, 500_000, 500_000, "REM TK xxxx1234 ung ho"],
                [2, "11/09/2026", 22_000, null, 478_000, "phi"],
                ["Cộng phát sinh", null, 22_000, 500_000],
            ],
            [(3, 11, "", 500_000, "REM TK xxxx1234 ung ho"), (4, 11, "", -22_000, "phi")],
            file => file.Skipped.Sums.ShouldBe(1));
    }

    [Fact]
    public void a_header_over_two_rows_with_merged_cells()
    {
        Golden(
            Bidv,
            [
                ["Ngày", "Số CT", "Phát sinh", null, "Số dư", "Diễn giải"],
                [null, null, "Nợ", "Có", null, null],
                ["11/09/2026", "A1", null, 500_000, 500_000, "ung ho"],
                ["11/09/2026", "A2", 22_000, null, 478_000, "phi"],
                ["Ngày", "Số CT", "Phát sinh", null, "Số dư", "Diễn giải"],
                [null, null, "Nợ", "Có", null, null],
                ["12/09/2026", "A3", null, 1_000, 479_000, "sang trang"],
            ],
            [(3, 11, "A1", 500_000, "ung ho"), (4, 11, "A2", -22_000, "phi"), (7, 12, "A3", 1_000, "sang trang")],
            file => (file.Layout!.HeaderRow, file.Layout.HeaderRows, file.Skipped.Headers).ShouldBe((2, 2, 2)));
    }

    [Fact]
    public void one_signed_column_under_a_header_in_two_languages()
    {
        Golden(
            Vietcombank,
            [
                ["Ngày giao dịch\nTransaction date", "Số tiền\nAmount", "Nội dung\nDescription", "Mã giao dịch\nTransaction ID"],
                ["2026-09-01", 20_000, "ung ho", "T1"],
                ["2026-09-02", -5_500, "phi", "T2"],
            ],
            [(2, 1, "T1", 20_000, "ung ho"), (3, 2, "T2", -5_500, "phi")],
            _ => { });
    }

    /// <summary>Words that stand alone right below a line where the bank signs are a problem to look at, or the bank's; never silently a memo.</summary>
    [Theory]
    [InlineData("Người lập biểu")]
    [InlineData("Trang 2/3")]
    [InlineData("Tổng ghi có: 50.000")]
    public void what_a_bank_prints_below_its_lines_is_no_memo(string words)
    {
        object?[][] rows = [["Ngày", "Số CT", "Nợ", "Có", "Nội dung"], ["01/09/2026", "A1", null, 50_000, "ung ho"], [null, null, null, null, words]];

        Read(Csv(rows, ',', '.')).ShouldBeReadable().Lines.ShouldHaveSingleItem().Memo.ShouldBe("ung ho");
        Read(Workbooks.Xlsx(rows)).ShouldBeReadable().Lines.ShouldHaveSingleItem().Memo.ShouldBe("ung ho");
    }

    [Fact]
    public void words_below_a_memo_in_the_first_column_are_asked_about() =>
        Read("Nội dung,Ngày,Số CT,Nợ,Có\nung ho,01/09/2026,A1,,50.000\nLê Thị Bưởi,,,,\n").Problem()
            .ShouldBe(new StatementProblem(StatementProblems.RowUnclear, 3, null));

    [Fact]
    public void words_below_a_blank_row_are_asked_about() =>
        Read("Ngày,Số CT,Nợ,Có,Nội dung\n01/09/2026,A1,,50.000,ung ho\n,,,,\n,,,,ai do\n").Problem().ShouldBe(new StatementProblem(StatementProblems.RowUnclear, 4, null));

    [Fact]
    public void a_memo_without_end_is_asked_about() =>
        Read(Of(["Ngày,Số CT,Nợ,Có,Nội dung", "01/09/2026,A1,,50.000,ung ho", .. Enumerable.Repeat($",,,,{new string('x', 500)}", 10)])).Problems[0].Code
            .ShouldBe(StatementProblems.RowUnclear);

    /// <summary>Reads the rows as csv with either mark for thousands, as xlsx and as xls; all must give the golden lines.</summary>
    private static void Golden(
        ExpectedAccount account, object?[][] rows, (int Row, int Day, string Reference, long Movement, string Memo)[] golden, Action<FileRead> also)
    {
        FileRead? first = null;
        foreach (var (name, content) in new (string, byte[])[]
        {
            ("csv with dots", Csv(rows, ',', '.')), ("csv with commas", Csv(rows, ';', ',')), ("xlsx", Workbooks.Xlsx(rows)), ("xls", Workbooks.Xls(rows)),
        })
        {
            var file = Read(content, account).ShouldBeReadable();
            file.Lines.Select(l => (l.RowNumber, l.Date.Day, l.Reference, l.Movement(), l.Memo)).ShouldBe(golden, name);
            file.Lines.Select(l => l.Fingerprint).ShouldBe((first ??= file).Lines.Select(l => l.Fingerprint), name);
            also(file);
        }
    }

    private static byte[] Csv(object?[][] rows, char delimiter, char thousands)
    {
        var format = new NumberFormatInfo { NumberGroupSeparator = thousands.ToString(), NumberDecimalSeparator = "_" };
        var width = rows.Max(r => r.Length);
        return System.Text.Encoding.UTF8.GetBytes(Of(rows.Select(row => string.Join(delimiter, Enumerable.Range(0, width).Select(i => i < row.Length ? Text(row[i]) : "")))));

        string Text(object? cell) => cell switch
        {
            null => "",
            DateTime at => at.ToString(at.TimeOfDay == default ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
            int amount => Quoted(amount.ToString("#,0", format)),
            _ => Quoted(cell.ToString()!),
        };
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
