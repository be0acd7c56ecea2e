using System.Text.Json;
using CsCheck;
using DayForThePoor.Core.Money;

namespace DayForThePoor.Tests.Money;

public class An_amount_of_dong
{
    private static readonly Gen<Vnd> Amounts = Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000].Select(n => new Vnd(n));

    [Fact]
    public void adds_and_takes_away() =>
        Gen.Select(Amounts, Amounts).Sample((a, b) => a + b - b == a && a - b == -(b - a) && a + -a == Vnd.Zero);

    [Fact]
    public void is_ordered_as_numbers_are() =>
        Gen.Select(Amounts, Amounts).Sample((a, b) =>
            a > b == a.Amount > b.Amount && a < b == b > a && a >= b == !(a < b) && a <= b == !(a > b)
            && Math.Sign(a.CompareTo(b)) == Math.Sign(a.Amount.CompareTo(b.Amount)));

    [Fact]
    public void never_wraps_around()
    {
        Should.Throw<OverflowException>(() => new Vnd(long.MaxValue) + new Vnd(1));
        Should.Throw<OverflowException>(() => new Vnd(long.MinValue) - new Vnd(1));
        Should.Throw<OverflowException>(() => -new Vnd(long.MinValue));
        Should.Throw<OverflowException>(() => new[] { new Vnd(long.MaxValue), new Vnd(1) }.Sum());
    }

    [Fact]
    public void sums_over_a_list()
    {
        Vnd[] gifts = [new(500_000), new(20_000), new(-500_000)];

        gifts.Sum().ShouldBe(new Vnd(20_000));
        gifts.Sum(gift => -gift).ShouldBe(new Vnd(-20_000));
        Array.Empty<Vnd>().Sum().ShouldBe(Vnd.Zero);
    }

    [Fact]
    public void is_a_plain_number_in_json() =>
        Amounts.Sample(amount =>
        {
            var json = JsonSerializer.Serialize(amount);
            json.ShouldBe($"{amount.Amount}");
            JsonSerializer.Deserialize<Vnd>(json).ShouldBe(amount);
        });

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("\"5\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("9223372036854775808")]
    public void is_nothing_else_in_json(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Vnd>(json));
}
