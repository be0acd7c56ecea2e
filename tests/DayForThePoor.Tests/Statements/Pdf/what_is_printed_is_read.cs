using System.Globalization;
using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements.Pdf;

public class what_is_printed_is_read
{
    private static readonly string[] Words =
    [
        "ung", "ho", "đồng", "bào", "NGUYEN", "THI", "Đào", "MBVCB.6878123.CT", "0071000123456", "1.000.000", "500,000", "tong", "Tổng", "cong", "Trang", "01/09/2024",
        "so", "du", "-", "(x)", "credit", "Ngay", "SDT", "0900", "gop", "mot", "it", "quan", "ao", "cho", "ba", "con", "vung", "lu",
    ];

    private static readonly Gen<string> Memo = Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[1, 24].Select(words => string.Join(' ', words));

    private sealed record Gift(int DaysOn, long Amount, bool IsOut, string Memo, string Name);

    private static readonly Gen<Gift> Gifts =
        Gen.Select(Gen.Int[0, 2], Gen.Long[1, 900_000], Gen.Bool, Memo, Gen.OneOf(Gen.Const("LE THI BINH"), Gen.Const("TRAN CU"), Gen.Const("CTY TNHH DONG PHU QUE SON VA CAC BEN HUU QUAN KHAC")))
            .Select((days, thousands, isOut, memo, name) => new Gift(days, thousands * 1000, isOut, memo, name));

    [Fact]
    public void at_vietcombank_line_by_line() => Check(
        PrintedLayouts.Vietcombank, Vietcombank, isOutToo: true,
        l => [$"{Day(l.Day)}\n{l.Number}.85946", l.Out, l.In, "", l.Gift.Memo],
        l => (l.Gift.Memo, $"{l.Number}.85946"));

    [Fact]
    public void at_agribank_line_by_line() => Check(
        PrintedLayouts.Agribank, new(Guid.NewGuid(), "1500201113838", "970405"), isOutToo: true,
        l => [Day(l.Day), l.Gift.Memo, l.Out, l.In, Written(l.Balance), $"FT{l.Number}"],
        l => (l.Gift.Memo, $"FT{l.Number}"));

    [Fact]
    public void at_vietinbank_line_by_line() => Check(
        PrintedLayouts.VietinBank, new(Guid.NewGuid(), "111602391111", "970415"), isOutToo: false,
        l => [$"{l.Number}", $"{Day(l.Day)} 08:15:32", l.Gift.Memo, l.In, l.Gift.Name],
        l => (l.Gift.Memo, ""));

    [Fact]
    public void at_bidv_line_by_line() => Check(
        PrintedLayouts.Bidv, new(Guid.NewGuid(), "1260202345", "970418"), isOutToo: true,
        l => [$"{l.Number}", Day(l.Day), l.Out, l.In, Written(l.Balance), l.Gift.Memo],
        l => (l.Gift.Memo, ""));

    private sealed record Line(int Number, DateOnly Day, Gift Gift, long Balance)
    {
        public string In => Gift.IsOut ? "" : Written(Gift.Amount);

        public string Out => Gift.IsOut ? Written(Gift.Amount) : "";
    }

    private static void Check(
        PrintedLayout layout, ExpectedAccount account, bool isOutToo, Func<Line, string[]> row, Func<Line, (string Memo, string Reference)> expected) =>
        Gifts.Array[1, 80].Sample(
            gifts =>
            {
                var (day, balance) = (new DateOnly(2024, 9, 1), 10_000_000_000L);
                List<Line> lines = [];
                foreach (var given in gifts)
                {
                    var gift = isOutToo ? given : given with { IsOut = false };
                    day = day.AddDays(gift.DaysOn);
                    balance += gift.IsOut ? -gift.Amount : gift.Amount;
                    lines.Add(new(lines.Count + 1, day, gift, balance));
                }

                var read = Read(PrintedStatement.Write(layout, lines.Select(row)), account).ShouldBeReadable();

                read.Lines.Select(l => (l.Date, l.Side, l.Amount, Fingerprint.Canonical(l.Memo), l.Reference)).ShouldBe(
                    lines.Select(l => (l.Day, l.Gift.IsOut ? Side.Debit : Side.Credit, l.Gift.Amount, expected(l).Memo, expected(l).Reference)));
            },
            iter: 5, print: gifts => string.Join("\n", gifts.Select(g => g.ToString())));

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Written(long amount) => MoneyText.Format(new Vnd(amount));
}
