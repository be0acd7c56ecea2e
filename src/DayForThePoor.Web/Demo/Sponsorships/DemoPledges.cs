using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>Kinds of pledges that the sample has, each put on a desk's calendar from the day on which it was offered.</summary>
internal static class DemoPledges
{
    /// <summary>Days from the first of a quarter until the hamlets' signing list, and until the fund pays out.</summary>
    private const int ListAfter = 7, PayOutAfter = 45;

    /// <summary>Trao trực tiếp, by the quarter.</summary>
    public static void Direct(DemoSponsorDesk desk, string key, string sponsor, string person, long monthly, int quarters, string endRule = EndRules.Age18, int years = 0) =>
        Offer(desk, key, sponsor, person, 0, new(PledgeChannels.Direct, monthly * 3, null, null, Frequencies.Quarterly, desk.Quarter(quarters), endRule, End(desk.Quarter(quarters), years), years == 1));

    public static void HalfYearly(DemoSponsorDesk desk, string key, string sponsor, string person, long monthly, int quarters) =>
        Offer(desk, key, sponsor, person, 0, new(PledgeChannels.Direct, monthly * 6, null, null, Frequencies.HalfYearly, desk.Quarter(quarters), EndRules.Age18, null, false));

    /// <summary>Nine months of school, once a year.</summary>
    public static void SchoolYear(DemoSponsorDesk desk, string key, string sponsor, string person, long monthly, int quarters) =>
        Offer(desk, key, sponsor, person, 0, new(PledgeChannels.Direct, monthly * 9, null, null, Frequencies.SchoolYear, desk.Quarter(quarters), EndRules.Grade12, null, false));

    /// <summary>10 kg gạo mỗi tháng, suốt đời.</summary>
    public static void Rice(DemoSponsorDesk desk, string key, string sponsor, string person, int quarters) => Offer(desk, key, sponsor, person, 0, new(
        PledgeChannels.Goods, null, null, DemoPersonsSponsored.Rice, Frequencies.Monthly, desk.Quarter(quarters), EndRules.Lifetime, null, false));

    /// <summary>Qua Quỹ, each month; the first payment follows the offer.</summary>
    public static void Monthly(DemoSponsorDesk desk, string key, string sponsor, string person, int slot, long amount, int months, string endRule = EndRules.Age18) =>
        Offer(desk, key, sponsor, person, slot, new(PledgeChannels.Fund, amount, null, null, Frequencies.Monthly, desk.Month(months), endRule, null, false));

    public static void Quarterly(DemoSponsorDesk desk, string key, string sponsor, string person, long monthly, int quarters, int years = 0) => Offer(desk, key, sponsor, person, 0, new(
        PledgeChannels.Fund, monthly * 3, null, null, Frequencies.Quarterly, desk.Quarter(quarters), years == 0 ? EndRules.Age18 : EndRules.Date, End(desk.Quarter(quarters), years), years > 0));

    public static void Offer(DemoSponsorDesk desk, string key, string sponsor, string person, int slot, PledgeOffer offer) =>
        desk.On(offer.StartsOn!.Value.AddDays(1), () => desk.Offer(key, sponsor, person, slot, offer));

    /// <summary>One payment a month, from the first of the pledge to the last that came.</summary>
    /// <param name="from">Months ago of the first.</param>
    /// <param name="to">Of the last.</param>
    public static void Pays(DemoSponsorDesk desk, string pledge, long amount, int from, int to, bool byBank)
    {
        for (var ago = from; ago >= to; ago--)
        {
            var month = ago;
            desk.On(desk.Month(month).AddDays(4), () => desk.Give($"{pledge}-{desk.Month(month):yyyyMM}", pledge, amount, byBank));
        }
    }

    public static void PaysQuarters(DemoSponsorDesk desk, string pledge, long monthly, int from, int to, bool byBank)
    {
        for (var ago = from; ago >= to; ago--)
        {
            var quarter = ago;
            desk.On(desk.Quarter(quarter).AddDays(5), () => desk.Give($"{pledge}-{desk.Quarter(quarter):yyyyMM}", pledge, monthly * 3, byBank));
        }
    }

    /// <summary>What every quarter brings: a signing list of what is handed over directly, and the fund's payment.</summary>
    /// <param name="late">Did not bring their part in the last two quarters.</param>
    /// <param name="half">Brought half of it in the last quarter.</param>
    /// <param name="absent">So many did not fetch the fund's last money yet.</param>
    public static void Quarters(DemoSponsorDesk desk, string prefix, IReadOnlyList<string> late, IReadOnlyList<string> half, int absent)
    {
        for (var ago = 8; ago >= 0; ago--)
        {
            var quarter = ago;
            var (list, payOut) = (desk.Quarter(quarter).AddDays(ListAfter), desk.Quarter(quarter).AddDays(PayOutAfter));
            desk.On(list, () => desk.HandOver(
                $"trao-{prefix}-{list:yyyyMM}", list, desk.Quarter(quarter).AddMonths(3).AddDays(-1), quarter <= 1 ? late : [], quarter == 0 ? half : []));
            desk.On(payOut, () => desk.PayOut($"do-dau-{prefix}-{payOut:yyyyMM}", payOut, quarter == 0 ? absent : 0));
        }
    }

    private static DateOnly? End(DateOnly start, int years) => years == 0 ? null : start.AddYears(years).AddDays(-1);
}
