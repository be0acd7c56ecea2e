using CsCheck;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

/// <summary>When instalments fall due, over years, leap days and school years, and that their sums are exact.</summary>
public class planning_instalments
{
    private static readonly Schooling Unknown = Schooling.Unknown;

    private static PledgeTerms Terms(string frequency, DateOnly starts, DateOnly? ends = null, long amount = 300_000, long? total = null) =>
        new(PledgeChannels.Fund, amount, frequency, starts, ends is null ? EndRules.Lifetime : EndRules.Date, false, ends, total);

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);

    [Fact]
    public void a_pledge_from_the_31st_falls_due_on_the_last_day_of_shorter_months_and_goes_back_to_the_31st()
    {
        var due = Schedule.First(Terms(Frequencies.Monthly, Day(2027, 12, 31))).Take(5).Select(i => i.DueOn);
        due.ShouldBe([Day(2027, 12, 31), Day(2028, 1, 31), Day(2028, 2, 29), Day(2028, 3, 31), Day(2028, 4, 30)]);
    }

    [Fact]
    public void a_pledge_from_a_leap_day_keeps_to_the_29th()
    {
        var terms = Terms(Frequencies.HalfYearly, Day(2028, 2, 29));
        new[] { 1, 2, 3, 9 }.Select(seq => Schedule.DueOn(terms, seq)).ShouldBe([Day(2028, 2, 29), Day(2028, 8, 29), Day(2029, 2, 28), Day(2032, 2, 29)]);
    }

    [Theory]
    [InlineData("2026-01-10", "2026-09-05", "2027-09-05")]
    [InlineData("2026-05-31", "2026-09-05", "2027-09-05")]
    [InlineData("2026-06-01", "2027-09-05", "2028-09-05")] // for the school year to come
    [InlineData("2026-09-05", "2027-09-05", "2028-09-05")]
    [InlineData("2026-12-20", "2027-09-05", "2028-09-05")]
    public void of_a_school_year_the_first_falls_due_at_the_start_and_then_each_5_September(string starts, string second, string third)
    {
        var terms = Terms(Frequencies.SchoolYear, Read(starts));
        new[] { 1, 2, 3 }.Select(seq => Schedule.DueOn(terms, seq)).ShouldBe([Read(starts), Read(second), Read(third)]);
    }

    [Theory]
    [InlineData(EndRules.Age18, "2036-03-15")]
    [InlineData(EndRules.Age22Studying, "2040-03-15")]
    [InlineData(EndRules.Grade12, "2035-05-31")] // grade 4 in 2026-2027
    public void an_end_follows_from_birth_or_grade(string rule, string ends) => Schedule.EndOf(rule, null, Day(2018, 3, 15), 4, 2026).ShouldBe(Read(ends));

    [Fact]
    public void who_was_born_on_a_leap_day_is_18_on_the_28th_of_a_common_year() => Schedule.EndOf(EndRules.Age18, null, Day(2008, 2, 29), null, null).ShouldBe(Day(2026, 2, 28));

    [Fact]
    public void the_remainder_of_an_uneven_total_stands_on_the_last_instalment()
    {
        var terms = PledgeDecider.Terms(Offer(1_000_000, Frequencies.Monthly, Day(2026, 12, 1), Day(2027, 11, 30)), Unknown, Day(2026, 11, 23)).Value;
        var planned = Schedule.First(terms);
        planned.Select(i => i.AmountVnd).ShouldBe([.. Enumerable.Repeat(83_333L, 11), 83_337L]);
        Schedule.YearlyVnd(terms, planned).ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", "2027-12-31", "2028-12-31")]
    [InlineData("2026-01-31", "2026-02-27", "2026-03-30", "2026-04-29")] // a month each, from the 31st
    [InlineData("2026-01-01", "2026-01-10", "2026-01-20", "2026-01-30")]
    public void a_renewal_lasts_as_long_again(string starts, string ends, string again, string twice)
    {
        Schedule.Again(Read(starts), Read(ends), Read(ends)).ShouldBe(Read(again));
        Schedule.Again(Read(starts), Read(ends), Read(again)).ShouldBe(Read(twice));
    }

    [Fact]
    public void every_split_of_every_total_is_exact_and_planning_further_changes_nothing() => Offers.Sample(offer =>
    {
        var decided = PledgeDecider.Terms(offer, Unknown, Day(2026, 11, 23));
        if (!decided.TryGet(out var terms)) return;
        var whole = Schedule.Plan(terms, terms.EndsOn, 1, DateOnly.MaxValue);
        whole.Sum(i => i.AmountVnd).ShouldBe(offer.TotalVnd ?? offer.AmountVnd!.Value * whole.Count);
        whole.Select(i => i.Seq).ShouldBe(Enumerable.Range(1, whole.Count));
        whole.Zip(whole.Skip(1)).ShouldAllBe(pair => pair.First.DueOn < pair.Second.DueOn);
        whole.ShouldAllBe(i => i.DueOn >= terms.StartsOn && i.DueOn <= terms.EndsOn);
        for (var (first, through) = (1, terms.StartsOn); first <= whole.Count; through = through.AddDays(100))
        {
            var further = Schedule.Plan(terms, terms.EndsOn, first, through);
            further.ShouldBe(whole.Skip(first - 1).Take(further.Count));
            first += further.Count;
        }
    }, iter: 500);

    [Fact]
    public void a_slot_is_never_filled_over_by_any_pledges_one_after_the_other() => Gen.Select(Gen.Int[1, 4], Fillings).Sample((monthly, wanted) =>
    {
        List<Filling> inside = [];
        foreach (var one in wanted)
            if (SlotFill.Fits(monthly, 0, inside, one)) inside.Add(one);
        for (var day = 0; day < 420; day += 3)
        {
            var on = Day(2026, 1, 1).AddDays(day);
            inside.Where(f => f.From <= on && !(f.Until < on)).Sum(f => f.YearlyVnd).ShouldBeLessThanOrEqualTo(12 * monthly);
        }
    }, iter: 500);

    private static readonly Gen<PledgeOffer> Offers =
        from frequency in Gen.Int[0, Frequencies.All.Count - 1].Select(i => Frequencies.All[i])
        from start in Gen.Int[-3000, 600]
        from days in Gen.Int[0, 6000]
        from amount in Gen.Long[1_000, 999_999_999]
        from split in Gen.Bool
        select new PledgeOffer(PledgeChannels.Fund, split ? null : amount, split ? amount : null, null, frequency, Day(2026, 11, 23).AddDays(start), EndRules.Date, Day(2026, 11, 23).AddDays(start + days), false);

    private static readonly Gen<Filling[]> Fillings =
        (from start in Gen.Int[0, 300]
         from days in Gen.Int[0, 200]
         from open in Gen.Int[0, 4]
         from yearly in Gen.Long[1, 30]
         select new Filling(Day(2026, 1, 1).AddDays(start), open == 0 ? null : Day(2026, 1, 1).AddDays(start + days), yearly, 0)).Array[1, 12];

    private static PledgeOffer Offer(long total, string frequency, DateOnly starts, DateOnly ends) =>
        new(PledgeChannels.Fund, null, total, null, frequency, starts, EndRules.Date, ends, false);

    private static DateOnly Read(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
