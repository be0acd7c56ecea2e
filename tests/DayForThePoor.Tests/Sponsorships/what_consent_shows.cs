using CsCheck;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class what_consent_shows
{
    private static readonly DateOnly Day = new(2000, 1, 1);

    /// <summary>Consents as rows may hold them, good and bad ones.</summary>
    private static readonly Gen<ConsentFacts> Consents =
        from item in Gen.Int[0, ConsentItems.All.Count - 1].Select(i => ConsentItems.All[i])
        from publicly in Gen.Bool
        from given in Gen.Int[-400, 9000]
        from guardian in Gen.Bool
        from person in Gen.Bool
        from until in Gen.Int[-400, 12000]
        from withdrawn in Gen.Bool
        select new ConsentFacts(item, publicly, Day.AddDays(given), guardian, person, Day.AddDays(until), withdrawn);

    private static readonly Gen<DateOnly> Births = Gen.Int[-200, 200].Select(days => Day.AddDays(days));

    [Fact]
    public void is_never_more_than_a_living_consent_of_the_right_people_for_that_audience() =>
        Gen.Select(Consents.Array[0, 8], Births, Gen.Int[0, 12000], Gen.Bool).Sample((consents, birth, days, publicly) =>
        {
            var on = Day.AddDays(days);
            var shown = ConsentRules.Shown(consents, birth, on, publicly);
            // Said anew, without the words of the rule.
            var eve7 = birth.AddYears(7);
            var eve18 = birth.AddYears(18);
            bool Good(ConsentFacts c) => !c.Withdrawn && c.GivenOn >= birth && c.GivenOn <= on && c.ValidUntil >= on && (c.ForPublic || !publicly)
                && (on < eve7 ? c.ByGuardian : on < eve18 ? c is { ByGuardian: true, ByPerson: true } && c.GivenOn >= eve7 : c is { ByGuardian: false, ByPerson: true } && c.GivenOn >= eve18);
            return shown.SetEquals(consents.Where(Good).Select(c => c.Item));
        }, iter: 50_000);

    [Fact]
    public void shrinks_with_every_withdrawal_and_in_public() =>
        Gen.Select(Consents.Array[1, 8], Births, Gen.Int[0, 12000], Gen.Int[0, 7]).Sample((consents, birth, days, which) =>
        {
            var on = Day.AddDays(days);
            var fewer = consents.Select((c, i) => i == which % consents.Length ? c with { Withdrawn = true } : c).ToArray();
            return ConsentRules.Shown(consents, birth, on, true).IsSubsetOf(ConsentRules.Shown(consents, birth, on, false))
                && ConsentRules.Shown(fewer, birth, on, false).IsSubsetOf(ConsentRules.Shown(consents, birth, on, false));
        });

    [Fact]
    public void is_nothing_when_the_birth_is_not_known() =>
        ConsentRules.Shown([new(ConsentItems.Age, true, Day, false, true, Day.AddYears(1), false)], null, Day, false).ShouldBeEmpty();

    [Fact]
    public void is_what_a_form_that_passes_makes_of_it_until_the_next_birthday_that_counts() =>
        Gen.Select(Consents, Births).Sample((consent, birth) =>
        {
            var today = consent.GivenOn.AddDays(10);
            if (ConsentRules.WhyNot(birth, consent.GivenOn, consent.ByGuardian, consent.ByPerson, consent.ValidUntil, today).Count > 0) return true;
            var until = ConsentRules.ValidUntil(birth, consent.GivenOn, consent.ValidUntil);
            var given = consent with { ValidUntil = until, Withdrawn = false };
            return until <= consent.ValidUntil && ConsentRules.Holds(given, birth, consent.GivenOn) && ConsentRules.Holds(given, birth, until) && !ConsentRules.Holds(given, birth, until.AddDays(1));
        });

    [Theory]
    [InlineData("2020-02-29", "2027-02-28", "2027-02-27")]
    [InlineData("2020-03-01", "2027-03-01", "2027-02-28")]
    public void ends_on_the_eve_of_the_seventh_birthday_also_of_a_leap_day(string born, string seventh, string lastDay)
    {
        var birth = DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture);
        Ages.On(birth, DateOnly.Parse(seventh, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(7);
        ConsentRules.LastDay(birth, birth.AddYears(3)).ShouldBe(DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void needs_the_guardian_under_seven_both_until_eighteen_and_the_person_alone_after()
    {
        var birth = new DateOnly(2010, 5, 5);
        string[] Why(int age, bool guardian, bool person) =>
            [.. ConsentRules.WhyNot(birth, birth.AddYears(age), guardian, person, birth.AddYears(age + 1), new(2040, 1, 1)).Select(r => r.Code)];
        Why(6, true, false).ShouldBeEmpty();
        Why(6, false, true).ShouldBe(["consent.guardian_missing"]);
        Why(7, true, false).ShouldBe(["consent.child_missing"]);
        Why(7, true, true).ShouldBeEmpty();
        Why(17, false, true).ShouldBe(["consent.guardian_missing"]);
        Why(18, false, true).ShouldBeEmpty();
        Why(18, true, true).ShouldBe(["consent.adult_alone"]);
        Why(18, false, false).ShouldBe(["consent.person_missing"]);
    }
}
