using System.Text.Json;
using DayForThePoor.Core.Donations;
using DayForThePoor.Tests.Units;
using DayForThePoor.Web.Demo;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Demo;

/// <summary>The sample obeys the rules on whatever day it is made.</summary>
public sealed class DemoYearTests
{
    public static TheoryData<DateOnly> Days =>
        new([new DateOnly(2026, 11, 23), new DateOnly(2026, 1, 11), new DateOnly(2027, 2, 28), new DateOnly(2028, 2, 29), new DateOnly(2026, 10, 17)]);

    private static readonly DemoUnit QueSon = DemoUnits.All.Single(u => u.Code == "20641");

    private static Campaign Drive(DateOnly today) =>
        SampleRegistry.Drive("BL", FundKinds.Relief) with { StartsOn = today.AddDays(-DemoUnits.ReliefDaysBefore), EndsOn = today.AddDays(59) };

    [Theory]
    [MemberData(nameof(Days))]
    public void vouchers_lie_in_the_year_before_and_their_order_is_that_of_their_dates(DateOnly today)
    {
        foreach (var vouchers in (IReadOnlyList<DemoVoucher>[])[DemoYear.OfPermanentFund(QueSon, "TCD", today), DemoYear.OfRelief(QueSon, Drive(today), today)])
        {
            vouchers.Select(v => v.On).ShouldBeInOrder();
            vouchers.ShouldAllBe(v => v.On > today.AddYears(-1) && v.On <= today);
            vouchers.Select(v => v.Key).ShouldBeUnique();
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void every_gift_of_the_relief_drive_passes_the_rules_for_gifts(DateOnly today)
    {
        var drive = Drive(today);
        var around = new GiftSurroundings(
            today, drive.FundId, DemoUnits.OpenedOn, Campaign: new(drive.Id, drive.FundId, drive.Name, drive.StartsOn, drive.EndsOn, IsRelief: true));
        foreach (var voucher in DemoYear.OfRelief(QueSon, drive, today))
            GiftRules.Check(voucher.Gift!, around).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void made_again_they_are_the_same_requests()
    {
        static IEnumerable<string> Made() =>
            DemoYear.OfPermanentFund(QueSon, "TCD26", new(2026, 11, 23)).Select(voucher => JsonSerializer.Serialize(voucher));
        Made().ShouldBe(Made());
    }

    [Fact]
    public void a_duplicate_and_a_wrong_amount_are_among_them() =>
        DemoYear.OfPermanentFund(QueSon, "TCD26", new(2026, 11, 23)).Where(v => v.Fate != DemoFate.None).Select(v => v.Fate)
            .ShouldBe([DemoFate.Duplicate, DemoFate.WrongAmount], ignoreOrder: true);
}
