using CsCheck;
using DayForThePoor.Core.HandOvers;

namespace DayForThePoor.Tests.HandOvers;

public class dividing_what_is_handed_over
{
    private static readonly Gen<long> Amount = Gen.OneOf(Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000], Gen.Long[-20, 20]);

    private static readonly Gen<long[]> Weights = Gen.OneOf(Gen.Long[0, 9], Gen.Long[0, 1_000_000_000_000_000]).Array[1, 9];

    [Fact]
    public void parts_add_up_whatever_the_weights() => Gen.Select(Amount, Weights).Sample((amount, weights) =>
        Shares.Split(amount, weights).Sum().ShouldBe(amount));

    [Fact]
    public void no_part_is_a_đồng_off_its_share() => Gen.Select(Amount, Weights.Where(w => w.Any(x => x > 0))).Sample((amount, weights) =>
    {
        var sum = weights.Sum(w => (decimal)w);
        foreach (var (part, weight) in Shares.Split(amount, weights).Zip(weights)) Math.Abs(part - amount * (weight / sum)).ShouldBeLessThan(1.001m);
    });

    [Fact]
    public void an_opposite_amount_gets_opposite_parts() => Gen.Select(Amount, Weights).Sample((amount, weights) =>
        Shares.Split(-amount, weights).ShouldBe(Shares.Split(amount, weights).Select(part => -part)));

    [Fact]
    public void what_is_left_goes_to_the_largest_remainders() => Shares.Split(100, [1, 1, 1]).ShouldBe([34, 33, 33]);

    [Fact]
    public void a_book_that_is_divided_balances_in_every_part_and_adds_up_in_every_account() =>
        Gen.Select(Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Long[-5_000, 1_000_000_007]).Array[1, 12], Weights).Sample((entries, weights) =>
        {
            var book = Enumerable.Range(0, 6).Select(i => new Turnover($"{i}", entries.Where(e => e.Item1 == i).Sum(e => e.Item3), entries.Where(e => e.Item2 == i).Sum(e => e.Item3))).ToList();

            var parts = SplitBooks.Of(book, weights);

            foreach (var part in parts) part.Sum(row => row.Debit).ShouldBe(part.Sum(row => row.Credit));
            for (var i = 0; i < book.Count; i++)
            {
                parts.Sum(part => part[i].Debit).ShouldBe(book[i].Debit);
                parts.Sum(part => part[i].Credit).ShouldBe(book[i].Credit);
            }
        });
}
