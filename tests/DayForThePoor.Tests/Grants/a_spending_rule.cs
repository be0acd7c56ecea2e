using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;

namespace DayForThePoor.Tests.Grants;

public class a_spending_rule
{
    private static readonly Guid Unit = new("00000000-0000-0000-0000-000000000001");
    private static readonly DateOnly Day = new(2026, 1, 1);

    private static readonly SpendingRuleForm Form = new(
        Purposes.House, "12/QĐ-BVĐ", Day, null, 60_000_000, [new(0, 1), new(5_000_000, 2), new(50_000_000, 3)], false, false, false, 3, 1_000_000, 12, 10);

    private static readonly Gen<DatedRule> Rules =
        from start in Gen.Int[0, 400]
        from length in Gen.Int[-1, 200]
        select new DatedRule(Unit, Day.AddDays(start), length < 0 ? null : Day.AddDays(start + length), SpendingRule.Default(Purposes.House));

    private static string[] Codes(SpendingRuleForm form) => [.. SpendingRuleChecks.Check(form, Unit).Refusals.Select(no => no.Code)];

    [Theory]
    [InlineData(0, 1), InlineData(4_999_999, 1), InlineData(5_000_000, 2), InlineData(49_999_999, 2), InlineData(50_000_000, 3), InlineData(1_000_000_000, 3)]
    public void asks_for_the_signatures_of_the_step_that_the_amount_reaches(long amount, int signatures) =>
        SpendingRuleChecks.Check(Form, Unit).Value.Terms.SignaturesFor(amount).ShouldBe(signatures);

    [Fact]
    public void holds_the_amount_of_the_ceiling_itself()
    {
        var rule = SpendingRuleChecks.Check(Form, Unit).Value.Terms;
        (rule.WhyTooMuch(60_000_000, "amount") is null, rule.WhyTooMuch(60_000_001, "amount") is null).ShouldBe((true, false));
        (rule.IsFullFile(1_000_000), rule.IsFullFile(1_000_001)).ShouldBe((false, true));
        SpendingRule.Default(Purposes.Tet).WhyTooMuch(long.MaxValue, "amount").ShouldBeNull();
    }

    [Fact]
    public void overlaps_another_exactly_when_both_stand_on_some_day() =>
        Gen.Select(Rules, Rules).Sample((one, other) =>
        {
            var shared = Enumerable.Range(0, 1000).Any(days => one.StandsOn(Day.AddDays(days)) && other.StandsOn(Day.AddDays(days)));
            one.Overlaps(other).ShouldBe(shared);
            other.Overlaps(one).ShouldBe(shared);
        }, iter: 200);

    [Fact]
    public void tells_everything_that_is_wrong_with_it_at_once() =>
        Codes(Form with { Purpose = "car", Decision = " ", ValidTo = Day.AddDays(-1), Ceiling = 0, PostingDays = 0, OverlapMonths = 121, OnceInYears = -1 })
            .ShouldBe(["spending_rule.purpose", "text.empty", "spending_rule.end_before_begin", "spending_rule.ceiling", "spending_rule.number", "spending_rule.number", "spending_rule.number"]);

    [Fact]
    public void never_asks_for_fewer_signatures_when_the_amount_grows()
    {
        Codes(Form with { Steps = [new(0, 2), new(5_000_000, 1)] }).ShouldBe(["spending_rule.steps_fall"]);
        Codes(Form with { Steps = [new(0, 1), new(0, 2)] }).ShouldBe(["spending_rule.steps_fall"]);
        Codes(Form with { Steps = [new(1, 1)] }).ShouldBe(["spending_rule.first_step"]);
        Codes(Form with { Steps = [new(0, 0)] }).ShouldBe(["spending_rule.signatures"]);
        Gen.Long[0, 100_000_000].Array[2].Sample(amounts =>
        {
            var rule = SpendingRuleChecks.Check(Form, Unit).Value.Terms;
            rule.SignaturesFor(amounts.Min()).ShouldBeLessThanOrEqualTo(rule.SignaturesFor(amounts.Max()));
        }, iter: 100);
    }

    [Fact]
    public void takes_what_is_left_out_from_the_shipped_rule()
    {
        var rule = SpendingRuleChecks.Check(Form with { Steps = null, PostingDays = null, FullFileOver = null, OverlapMonths = null, OnceInYears = null }, Unit).Value.Terms;
        (rule with { Decision = "", Steps = [] }).ShouldBe(SpendingRule.Default(Purposes.House) with { CeilingVnd = 60_000_000, Steps = [] });
        rule.Steps.ShouldBe([new SignatureStep(0, 1)]);
    }

    [Fact]
    public void tried_on_the_past_says_what_it_would_have_changed()
    {
        var shipped = SpendingRule.Default(Purposes.House) with { FullFileOverVnd = 2_000_000 };
        PastGrant Past(long amount) => new(Guid.NewGuid(), Day, amount, shipped);
        var trial = RuleTrial.Of(SpendingRuleChecks.Check(Form, Unit).Value.Terms, [Past(1_000_000), Past(1_500_000), Past(5_000_000), Past(61_000_000), Past(90_000_000)]);
        (trial.Grants, trial.Sum, trial.Above, trial.ExcessSum, trial.MoreSignatures, trial.FewerSignatures, trial.FullFiles)
            .ShouldBe((5, 158_500_000, 2, 31_000_000, 3, 0, 1));
        trial.Most.Select(grant => grant.Excess).ShouldBe([30_000_000, 1_000_000]);
    }
}
