using System.Text;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class reading_the_layouts_of_banks
{
    [Fact]
    public void vietcombank_with_dots_and_a_balance_now_and_then()
    {
        var result = Read(Of(
            VietcombankHeader,
            "1,01/09/2026,5213.45946,,50.000,,141937.010926.013647.ung ho nguoi ngheo",
            "1,01/09/2026,9915.10293,55.000,,,THU PHI SMS THANG 08/2026",
            "2,02/09/2026,5219.24714,,1.234.000,10.847.331.843,\"MBVCB.1.gia dinh Lan, Hoa.CT tu 1 LE VAN A\""))
            .ShouldBeReadable();

        result.Lines.Count.ShouldBe(3);
        result.Lines[0].ShouldSatisfyAllConditions(
            l => l.RowNumber.ShouldBe(2),
            l => l.Date.ShouldBe(new DateOnly(2026, 9, 1)),
            l => l.Time.ShouldBeNull(),
            l => l.Reference.ShouldBe("5213.45946"),
            l => l.Side.ShouldBe(Side.Credit),
            l => l.Amount.ShouldBe(50_000),
            l => l.AmountRecovered.ShouldBeFalse(),
            l => l.Memo.ShouldBe("141937.010926.013647.ung ho nguoi ngheo"));
        result.Lines[1].Side.ShouldBe(Side.Debit);
        result.Lines[2].Balance.ShouldBe(10_847_331_843);
        result.Lines[2].Memo.ShouldBe("MBVCB.1.gia dinh Lan, Hoa.CT tu 1 LE VAN A");
        (result.Credits, result.Debits, result.ThousandsSeparator).ShouldBe((1_284_000L, 55_000L, '.'));
    }

    [Fact]
    public void vietinbank_with_commas_times_and_line_breaks_in_memos()
    {
        var result = Read(Of(
            VietinBankHeader,
            "1,10/09/2026,12:01:29,\"CT nhanh 247 den: LE VAN A chuyen\nung ho nguoi ngheo\",,\"300,000\",LE VAN A – A/C",
            "1,10/09/2026,14:10:24,UNG HO,,\"10,000\",\"TRAN THI B\n– A/C\""))
            .ShouldBeReadable();

        result.Lines[0].Time.ShouldBe(new TimeOnly(12, 1, 29));
        result.Lines[0].Memo.ShouldBe("CT nhanh 247 den: LE VAN A chuyen\nung ho nguoi ngheo");
        result.Lines[0].Counterparty.ShouldBe("LE VAN A – A/C");
        result.Lines[0].Reference.ShouldBeEmpty();
        result.Lines.Select(l => l.RowNumber).ShouldBe([2, 3]);
        (result.Credits, result.ThousandsSeparator).ShouldBe((310_000L, ','));
    }

    [Fact]
    public void agribank_bilingual_with_a_running_balance()
    {
        var result = Read(Of(
            AgribankHeader,
            "09/09/2026,LE VAN A ung ho,,\"100,000\",\"124,700\",FT1",
            "09/09/2026,phi,\"11,000\",,\"113,700\",FT2"))
            .ShouldBeReadable();

        result.Lines.Select(l => (l.Side, l.Amount, l.Reference)).ShouldBe([(Side.Credit, 100_000, "FT1"), (Side.Debit, 11_000, "FT2")]);
    }

    [Fact]
    public void the_booking_date_wins_over_the_day_of_the_transaction()
    {
        var result = Read(Of(
            "STT,Ngày hạch toán/Accounting date,Ngày phát sinh/Transaction date,Mô tả giao dịch/Transaction description,"
                + "Nợ/Debit,Có/Credit,Số dư TK/Account balance,Số giao dịch/Transaction number",
            "1,02/09/2026 08:15:00,01/09/2026 23:59:59,ung ho,,\"20,000\",\"20,000\",88"))
            .ShouldBeReadable();

        result.Lines[0].Date.ShouldBe(new DateOnly(2026, 9, 2));
        result.Lines[0].Time.ShouldBe(new TimeOnly(8, 15));
        result.Lines[0].Reference.ShouldBe("88");
    }

    [Fact]
    public void day_and_document_number_in_one_cell()
    {
        var result = Read(Of(
            "STT No.,Ngày1/TNX Date/ Số CT/ Doc No,Ngày hiệu lực2/Effective date,Số tiền ghi nợ/ Debit,Số tiền ghi có/ Credit,"
                + "Số dư/ Balance,Nội dung chi tiết/ Transactions in detail",
            "1,\"01/09/2026\n5213.45946\",02/09/2026,,50.000,50.000,ung ho"))
            .ShouldBeReadable();

        result.Lines[0].Date.ShouldBe(new DateOnly(2026, 9, 1));
        result.Lines[0].Reference.ShouldBe("5213.45946");
        result.Lines[0].Time.ShouldBeNull();
    }

    [Fact]
    public void bidv_in_capitals_with_the_effective_date_only()
    {
        var result = Read(Of(
            "STT,NGÀY HIỆU LỰC,GHI NỢ,GHI CÓ,SỐ DƯ,MÔ TẢ",
            "1,2026-09-01 10:11:12,,\"20,000\",\"20,000\",ung ho"))
            .ShouldBeReadable();

        result.Lines[0].Date.ShouldBe(new DateOnly(2026, 9, 1));
        result.Lines[0].Time.ShouldBe(new TimeOnly(10, 11, 12));
    }

    [Fact]
    public void one_signed_column_in_place_of_two()
    {
        var result = Read(Of("Date;Reference;Amount;Description", "2026-09-01;A1;+20.000;ung ho", "2026-09-01;A2;-5.500;phi")).ShouldBeReadable();

        result.Lines.Select(l => (l.Side, l.Amount)).ShouldBe([(Side.Credit, 20_000), (Side.Debit, 5_500)]);
    }

    [Fact]
    public void a_heading_repeated_headers_blank_rows_totals_and_signatures_are_read_past_and_counted()
    {
        var result = Read(Of(
            "NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM,,,,",
            "SAO KÊ TÀI KHOẢN,,,,",
            "Số tài khoản/Account No:,0071000123456,,,",
            "Số dư đầu kỳ:,1.000,,,",
            ",,,,",
            "Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả",
            "01/09/2026,R1,,50.000,ung ho",
            ",R2,,20.000,ung ho cung ngay",
            "Trang 1/2,,,,",
            ",,,,",
            "Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả",
            "02/09/2026,R3,11.000,,phi",
            "Tổng,,11.000,70.000,",
            "Số dư cuối kỳ,,,60.000,",
            "Giao dịch viên,,Kiểm soát,,",
            "Lê Thị Bưởi,,Trần Văn Cam,,"))
            .ShouldBeReadable();

        result.Lines.Select(l => (l.RowNumber, l.Date.Day, l.Amount)).ShouldBe([(7, 1, 50_000), (8, 1, 20_000), (12, 2, 11_000)]);
        result.Layout!.HeaderRow.ShouldBe(6);
        (result.OpeningBalance, result.ClosingBalance).ShouldBe((1_000L, 60_000L));
        result.IsProvenComplete.ShouldBeTrue();
        result.Skipped.ShouldBe(new SkippedRows(Blank: 1, Headers: 1, Sums: 2, Furniture: 3));
    }

    [Fact]
    public void words_between_a_sum_and_the_next_line_are_not_passed_over()
    {
        var result = Read(Of(
            "Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả",
            "01/09/2026,R1,,50.000,a", "Tổng,,,50.000,", "1/13/2026,R2,,5O.000,b", "02/09/2026,R3,,20.000,c"));

        result.Problem().ShouldBe(new StatementProblem(StatementProblems.RowUnclear, 4, null));
    }

    [Fact]
    public void a_giver_whose_name_begins_like_a_sum_is_a_line()
    {
        var result = Read(Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,x", "1,,1.2,,70.000,,tong cong ty X ung ho")).ShouldBeReadable();

        result.Lines[1].Amount.ShouldBe(70_000);
        result.Lines[1].Date.ShouldBe(new DateOnly(2026, 9, 1));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void a_byte_order_mark_does_not_matter(string encoding)
    {
        var text = Of(AgribankHeader, "09/09/2026,Lê Văn Ổi ủng hộ,,\"100,000\",,FT1");
        var code = Encoding.GetEncoding(encoding);

        Read([.. code.GetPreamble(), .. code.GetBytes(text)]).ShouldBeReadable().Lines[0].Memo.ShouldBe("Lê Văn Ổi ủng hộ");
    }

    [Fact]
    public void plain_and_gzip_read_the_same()
    {
        var text = Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,ung ho");

        Read(Gzip(text)).ShouldBeReadable().Lines.ShouldBe(Read(text).Lines);
    }
}
