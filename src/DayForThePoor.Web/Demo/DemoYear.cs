using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Demo;

/// <summary>What happened to a gift after it was recorded.</summary>
public enum DemoFate
{
    None,

    /// <summary>Entered twice; the second is voided.</summary>
    Duplicate,

    /// <summary>2.500.000 was written for 2.050.000; a new receipt takes its place.</summary>
    WrongAmount,
}

/// <summary>One voucher of the sample, in the order in which it is recorded.</summary>
/// <param name="Key">Idempotency key: fund and place in the order.</param>
public sealed record DemoVoucher(DateOnly On, GiftForm? Gift, OtherReceiptForm? Other = null, DemoFate Fate = DemoFate.None, string Key = "");

/// <summary>The vouchers of a unit's two funds over the year before the day of seeding.</summary>
public static class DemoYear
{
    /// <summary>Shares of the permanent fund's gifts: the peak month, the weeks before Tết; the rest over the year.</summary>
    private const int PeakPercent = 38, TetPercent = 22;

    public const long AmountWritten = 2_500_000, AmountMeant = 2_050_000;

    /// <param name="today">The day of seeding; the year ends on it.</param>
    public static IReadOnlyList<DemoVoucher> OfPermanentFund(DemoUnit unit, string peakCampaign, DateOnly today)
    {
        var fund = $"{unit.Code}-{FundKinds.ForThePoor}";
        var random = new Random(int.Parse(unit.Code, System.Globalization.CultureInfo.InvariantCulture));
        var giver = new DemoGiver(unit, random);
        var peak = DemoDays.PeakMonth(today);
        List<DemoVoucher> made = [];
        for (var i = 0; i < unit.Gifts; i++)
        {
            var season = i * 100 / unit.Gifts;
            var on = season < PeakPercent ? DemoDays.In(peak, random)
                : season < PeakPercent + TetPercent ? DemoDays.In(DemoDays.BeforeTet(today), random)
                : DemoDays.In((today.AddDays(-364), today), random);
            var gift = season < PeakPercent && i % 3 == 0 ? giver.InPeakMonth(fund, on) : giver.ToFund(fund, on);
            made.Add(new(on, on >= peak.From && on <= peak.To ? gift with { Campaign = peakCampaign } : gift));
        }
        made.Add(new(peak.To, giver.HamletBook(peak.To) with { Fund = fund, AmountVnd = AmountWritten }, Fate: DemoFate.WrongAmount));
        var twice = made.First(m => m.Gift is { Channel: Channels.Cash, DonorName: not null });
        made.Add(twice with { Fate = DemoFate.Duplicate });
        made.Add(Allocation(unit.Code, 48_000_000, "đợt 1", today.AddDays(-200)));
        made.Add(Allocation(unit.Code, 60_000_000, "đợt 2", today.AddDays(-20)));
        return InOrder(fund, made);
    }

    public static IReadOnlyList<DemoVoucher> OfRelief(DemoUnit unit, Campaign relief, DateOnly today)
    {
        var fund = $"{unit.Code}-{FundKinds.Relief}";
        var random = new Random(int.Parse(unit.Code, System.Globalization.CultureInfo.InvariantCulture) + 1);
        var giver = new DemoGiver(unit, random);
        return InOrder(fund, Enumerable.Range(0, Math.Max(10, unit.Gifts / 5)).Select(_ =>
        {
            var on = DemoDays.In((relief.StartsOn, today), random);
            return new DemoVoucher(on, giver.Relief(fund, on) with { Campaign = relief.Code });
        }));
    }

    /// <summary>Money from the level above: not a gift.</summary>
    private static DemoVoucher Allocation(string code, long amount, string part, DateOnly on) => new(on, null, new OtherReceiptForm(
        $"{code}-{FundKinds.ForThePoor}", Roles.IncomeAllocated, Channels.Transfer, amount,
        code == DemoUnits.City ? "Ban Vận động Quỹ \"Vì người nghèo\" Trung ương" : "Ban Vận động Quỹ \"Vì người nghèo\" thành phố Đà Nẵng",
        $"Phân bổ kinh phí xây nhà Đại đoàn kết {part}", on, $"{code}-AGR"));

    /// <summary>By date, so that numbers follow dates as they do in an office.</summary>
    private static IReadOnlyList<DemoVoucher> InOrder(string fund, IEnumerable<DemoVoucher> made) =>
        [.. made.OrderBy(v => v.On).Select((v, i) => v with { Key = $"demo-{fund}-{i + 1:D4}" })];
}
