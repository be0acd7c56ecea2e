using CsCheck;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class one_payment_for_several_pledges
{
    private static readonly Gen<long[]> Pledge = Gen.Long[1, 50].Select(n => n * 10_000).Array[0, 6];

    [Fact]
    public void is_shared_only_when_it_is_exactly_so_many_instalments_of_each()
    {
        IReadOnlyList<IReadOnlyList<long>> open = [[300_000, 300_000], [100_000, 500_000]];
        SharedPayment.Of(open, 400_000).ShouldBe([300_000, 100_000]);
        SharedPayment.Of(open, 1_200_000).ShouldBe([600_000, 600_000]);
        SharedPayment.Of(open, 800_000).ShouldBeNull();
        SharedPayment.Of(open, 2_000_000).ShouldBeNull();
        SharedPayment.Of([], 400_000).ShouldBeNull();
        SharedPayment.Of([[300_000], []], 300_000).ShouldBeNull();
    }

    [Fact]
    public void gives_each_pledge_a_beginning_of_its_instalments_and_loses_nothing() =>
        Gen.Select(Pledge.Array[1, 8], Gen.Long[1, 400]).Sample((open, tens) =>
        {
            var amount = tens * 10_000;
            if (SharedPayment.Of(open, amount) is not { } shares) return;
            shares.Sum().ShouldBe(amount);
            var n = Enumerable.Range(1, open.Min(p => p.Length)).Single(n => open.Zip(shares).All(p => p.First.Take(n).Sum() == p.Second));
            n.ShouldBeGreaterThan(0);
        });
}
