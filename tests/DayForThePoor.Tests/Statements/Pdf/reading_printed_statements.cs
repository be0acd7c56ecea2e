using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements.Pdf;

public class reading_printed_statements
{
    private static readonly ExpectedAccount AtAgribank = new(Guid.NewGuid(), "1500201113838", "970405");
    private static readonly ExpectedAccount AtVietinBank = new(Guid.NewGuid(), "111602391111", "970415");
    private static readonly ExpectedAccount AtBidv = new(Guid.NewGuid(), "1260202345", "970418");

    [Fact]
    public void vietcombank_has_day_and_document_number_in_one_cell_and_balances_at_the_end_of_a_day()
    {
        var file = PrintedStatement.Write(PrintedLayouts.Vietcombank,
            [
                ["01/09/2024\n5219.85946", "", "500.000", "", "MBVCB.6878123.NGUYEN VAN AN ung ho dong bao mien Bac bi bao lu.CT tu 0011000123 NGUYEN VAN AN toi 0071000123456 MAT TRAN TO QUOC VN"],
                ["01/09/2024\n5078.64388", "", "1.000.000", "1.500.000", "250911.092413.ung ho"],
                ["02/09/2024\n9991.00001", "55.000", "", "1.445.000", "Thu phi SMS"],
            ],
            "30@Tổng số|120@55.000|230@1.500.000", "400@Giao dịch viên|500@Kiểm soát viên");

        var read = Read(file).ShouldBeReadable();

        read.Lines.Select(l => (l.Date, l.Reference, l.Side, l.Amount, l.Balance)).ShouldBe(
        [
            (new(2024, 9, 1), "5219.85946", Side.Credit, 500_000, null),
            (new(2024, 9, 1), "5078.64388", Side.Credit, 1_000_000, 1_500_000),
            (new(2024, 9, 2), "9991.00001", Side.Debit, 55_000, 1_445_000),
        ]);
        read.Lines[0].Memo.ShouldBe("MBVCB.6878123.NGUYEN VAN AN ung ho dong bao mien Bac bi bao lu.CT tu 0011000123 NGUYEN VAN AN toi 0071000123456 MAT TRAN TO QUOC VN");
        read.Lines[1].Memo.ShouldBe("250911.092413.ung ho");
    }

    [Fact]
    public void agribank_gives_back_a_blank_amount_from_its_running_balance()
    {
        var file = PrintedStatement.Write(PrintedLayouts.Agribank,
            [
                ["", "Số dư đầu kỳ/Opening balance", "", "", "24,700", ""],
                ["09/09/2024", "ung ho", "", "100,000", "124,700", "FT1"],
                ["09/09/2024", "CONG TY TNHH MOT THANH VIEN DONG PHU ung ho dong bao bi thiet hai do bao so 3 gay ra", "", "", "324,700", "FT2"],
                ["10/09/2024", "tra lai", "50,000", "", "274,700", "FT3"],
            ],
            "90@Số dư cuối kỳ/Closing balance|465@274,700");

        var read = Read(file, AtAgribank).ShouldBeReadable();

        read.Lines.Select(l => (l.Reference, l.Side, l.Amount)).ShouldBe([("FT1", Side.Credit, 100_000), ("FT2", Side.Credit, 200_000), ("FT3", Side.Debit, 50_000)]);
        (read.Recovered, read.OpeningBalance, read.ClosingBalance, read.IsProvenComplete).ShouldBe((1, 24_700, 274_700, true));
        read.Lines[1].Memo.ShouldEndWith("bao so 3 gay ra");
    }

    [Fact]
    public void vietinbank_has_the_day_in_the_middle_of_its_row_and_no_balance()
    {
        var file = PrintedStatement.Write(PrintedLayouts.VietinBank,
            [
                ["1", "10/09/2024 08:15:32", "CT nhanh 247 den: LE THI BINH chuyen khoan ung ho dong bao mien Bac khac phuc hau qua bao so 3 nam 2024", "200.000", "LE THI BINH"],
                ["2", "10/09/2024 08:15:40", "ung ho", "1.000.000", "CONG TY CO PHAN THUONG MAI VA DICH VU DONG PHU QUE SON"],
                ["3", "10/09/2024 08:16:01", "Gia dinh ong Ba chung tay giup do nguoi dan vung lu lut vuot qua kho khan mong moi nguoi binh an va som on dinh cuoc song", "50.000", "TRAN CU"],
            ]);

        var read = Read(file, AtVietinBank).ShouldBeReadable();

        read.Lines.Select(l => (l.Time, l.Amount, l.Counterparty)).ShouldBe(
        [
            (new TimeOnly(8, 15, 32), 200_000, "LE THI BINH"),
            (new TimeOnly(8, 15, 40), 1_000_000, "CONG TY CO PHAN THUONG MAI VA DICH VU DONG PHU QUE SON"),
            (new TimeOnly(8, 16, 1), 50_000, "TRAN CU"),
        ]);
        read.Lines[0].Memo.ShouldStartWith("CT nhanh 247 den: LE THI BINH");
        read.Lines[0].Memo.ShouldEndWith("bao so 3 nam 2024");
        read.Lines[1].Memo.ShouldBe("ung ho");
        read.IsProvenComplete.ShouldBeFalse();
    }

    [Fact]
    public void bidv_prints_rows_without_a_gap_between_them()
    {
        var file = PrintedStatement.Write(PrintedLayouts.Bidv,
            [
                ["1", "13/09/2024", "", "100,000", "100,000", "REM Tfr Ac: 0xxxx123 O@L_070002_5_0_1_ND ung ho dong bao bi anh huong boi bao Yagi tu nhom ban hoc pho thong trung hoc Que Son"],
                ["2", "13/09/2024", "", "2,000,000", "2,100,000", "2"],
                ["3", "14/09/2024", "11,000", "", "2,089,000", "PHI"],
            ]);

        var read = Read(file, AtBidv).ShouldBeReadable();

        read.Lines.Select(l => (l.Side, l.Amount)).ShouldBe([(Side.Credit, 100_000), (Side.Credit, 2_000_000), (Side.Debit, 11_000)]);
        read.Lines[0].Memo.ShouldEndWith("pho thong trung hoc Que Son");
        read.Lines[1].Memo.ShouldBe("2");
    }
}
