using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Demo;

namespace DayForThePoor.Tests.Demo;

/// <summary>The sample's statement is one that a bank could have written, on whatever day it is made.</summary>
public sealed class DemoStatementTests
{
    private const string Account = "20641-VCB";

    private static readonly DemoUnit QueSon = DemoUnits.All.Single(u => u.Code == "20641");

    private static IReadOnlyList<DemoVoucher> Gifts(DateOnly today) =>
        [.. DemoYear.OfPermanentFund(QueSon, "TCD", today).Where(v => v.Gift is { Channel: Channels.Transfer, Account: Account })];

    private static IReadOnlyList<DemoLine> Lines(DateOnly today) => new DemoStatement(QueSon, today).Lines(Gifts(today), "DN345678");

    [Theory]
    [MemberData(nameof(DemoYearTests.Days), MemberType = typeof(DemoYearTests))]
    public void no_line_lies_in_the_future_and_the_balance_never_falls_below_zero(DateOnly today)
    {
        var lines = Lines(today);
        lines.Select(line => line.Day).ShouldBeInOrder();
        lines.ShouldAllBe(line => line.Day < today && line.Day > today.AddYears(-1));
        var balance = 0L;
        foreach (var line in lines) (balance += line.Amount).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Theory]
    [MemberData(nameof(DemoYearTests.Days), MemberType = typeof(DemoYearTests))]
    public void every_transfer_of_the_year_has_its_line_and_something_of_every_kind_is_beside_them(DateOnly today)
    {
        var lines = Lines(today);
        foreach (var gift in Gifts(today).Where(v => v.On < today))
            lines.ShouldContain(line => line.Day == gift.On && line.Amount == gift.Gift!.AmountVnd && (gift.Gift.BankReference == null || line.Reference == gift.Gift.BankReference));
        foreach (var words in new[] { "PHI SMS", "PHI QUAN LY", "TRA LAI TIEN GUI", "CHUYEN TIEN HO TRO", "HOAN TRA", "TRU PHI", "DN345678", "tam long" })
            lines.ShouldContain(line => line.Memo.Contains(words, StringComparison.Ordinal), words);
    }

    [Fact]
    public void one_line_fits_two_gifts_and_one_gift_came_short()
    {
        var today = new DateOnly(2026, 11, 23);
        var open = DemoStatement.OpenGifts("20641-VNN", Account, today);
        open.Select(gift => gift.AmountVnd).Distinct().Count().ShouldBe(2);
        Lines(today).Count(line => line.Amount == open[0].AmountVnd).ShouldBe(1);
        Lines(today).ShouldNotContain(line => line.Amount == open[2].AmountVnd);
    }

    [Fact]
    public void made_again_it_is_the_same_file() => Lines(new(2026, 11, 23)).ShouldBe(Lines(new(2026, 11, 23)));
}
