using CsCheck;
using DayForThePoor.Web.Ledger.Checking;

namespace DayForThePoor.Tests.Ledger;

/// <summary>The report of gaps.</summary>
public sealed class NumberSetTests
{
    [Fact]
    public void finds_exactly_the_numbers_that_are_missing() => Gen.Int[1, 300].HashSet[1, 200].Sample(given =>
    {
        var numbers = new NumberSet();
        foreach (var number in given) numbers.Add(number);
        var missing = numbers.Gaps().SelectMany(gap => Enumerable.Range(gap.From, gap.To - gap.From + 1));
        missing.ShouldBe(Enumerable.Range(1, given.Max()).Except(given));
        numbers.Twice.ShouldBeEmpty();
    });

    [Fact]
    public void names_a_number_that_was_given_twice()
    {
        var numbers = new NumberSet();
        foreach (var number in new[] { 1, 2, 2, 3 }) numbers.Add(number);
        numbers.Twice.ShouldBe([2]);
        numbers.Gaps().ShouldBeEmpty();
    }
}
