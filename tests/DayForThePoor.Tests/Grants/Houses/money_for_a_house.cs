using CsCheck;
using DayForThePoor.Core.Grants.Houses;

namespace DayForThePoor.Tests.Grants.Houses;

public class money_for_a_house
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static Instalments Planned(long first, long? second) =>
        new(new(first, "12/QĐ-BVĐ", Day), second is { } amount ? new(amount, "13/QĐ-BVĐ", Day) : null);

    [Fact]
    public void never_exceeds_the_first_instalment_before_acceptance_nor_both_after_it() =>
        (from first in Gen.Long[1, 50_000_000]
         from second in Gen.Long[1, 50_000_000]
         from steps in Gen.Int[0, HouseSteps.All.Count - 1].Select(i => HouseSteps.All[i]).Array[0, 12]
         from amounts in Gen.Long[1, 40_000_000].Array[12]
         select (first, second, steps, amounts)).Sample(run =>
        {
            var planned = Planned(run.first, run.second);
            var (state, paid) = (HouseStates.Surveyed, 0L);
            foreach (var (step, amount) in run.steps.Zip(run.amounts))
            {
                // A step is taken back only while its money is not paid.
                var next = HouseSteps.Next(state, step);
                if (next is not null && paid <= planned.PayableIn(next)) state = next;
                if (planned.WhyNotPay(state, paid, amount) is null) paid += amount;
                if (paid > (HouseStates.IsAccepted(state) ? planned.Sum : state == HouseStates.Surveyed ? 0 : run.first)) return false;
            }
            return true;
        }, iter: 40);

    [Theory]
    [InlineData(HouseStates.Surveyed, "house.not_undertaken")]
    [InlineData(HouseStates.Finished, "house.not_accepted")]
    [InlineData(HouseStates.Mend, "house.not_accepted")]
    [InlineData(HouseStates.Accepted, null)]
    public void of_the_second_instalment_waits_for_acceptance(string state, string? code) =>
        (Planned(40, 20).WhyNotPay(state, 40, 20)?.Code).ShouldBe(code);

    [Fact]
    public void is_never_more_than_the_instalments() => Planned(40, 20).WhyNotPay(HouseStates.HandedOver, 60, 1)!.Code.ShouldBe("house.over_instalments");

    [Fact]
    public void of_a_new_house_comes_in_two_instalments_within_the_approved_sum()
    {
        Planned(60, null).WhyNot(HouseKinds.New, 60).Select(r => r.Code).ShouldBe(["house.second_missing"]);
        Planned(60, null).WhyNot(HouseKinds.Repair, 60).ShouldBeEmpty();
        Planned(40, 21).WhyNot(HouseKinds.New, 60).Select(r => r.Code).ShouldBe(["house.over_approved"]);
        Planned(long.MaxValue, long.MaxValue).WhyNot(HouseKinds.New, 60).Select(r => r.Code).ShouldBe(["house.over_approved"]);
    }

    [Fact]
    public void of_every_state_can_be_reached_and_taken_back()
    {
        foreach (var state in HouseStates.All)
        {
            HouseSteps.All.ShouldContain(step => HouseStates.All.Any(from => HouseSteps.Next(from, step) == state));
            if (state != HouseStates.Surveyed) HouseSteps.From(state).ShouldContain(HouseSteps.TakeBack);
        }
    }
}
