using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Money;

namespace DayForThePoor.Tests.Money;

public class An_amount_in_figures
{
    private static readonly string[] Separators = [".", ",", " ", "\u00A0", "\u202F", ""];

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1_000, "1.000")]
    [InlineData(1_234_567, "1.234.567")]
    [InlineData(-55_000, "-55.000")]
    [InlineData(long.MinValue, "-9.223.372.036.854.775.808")]
    public void has_dots_between_thousands(long amount, string figures) => MoneyText.Format(new Vnd(amount)).ShouldBe(figures);

    [Fact]
    public void keeps_its_unit_on_the_same_line() => MoneyText.FormatWithUnit(new Vnd(500_000)).ShouldBe("500.000\u00A0đ");

    [Fact]
    public void is_read_back_as_written_with_any_separator() =>
        Gen.Select(Gen.Long[-1_000_000_000_000_000_000, 1_000_000_000_000_000_000], Gen.Int[0, Separators.Length - 1].Select(i => Separators[i]))
            .Sample((n, separator) => MoneyText.Parse(MoneyText.Format(new Vnd(n)).Replace(".", separator, StringComparison.Ordinal)).Equals(new Vnd(n)));

    [Theory]
    [InlineData(" 500000 ", 500_000)]
    [InlineData("\u2212500.000", -500_000)]
    [InlineData("007", 7)]
    public void is_read_with_what_people_type_around_it(string typed, long amount) =>
        MoneyText.Parse(typed).Value.ShouldBe(new Vnd(amount));

    [Theory]
    [InlineData(null, "money.empty")]
    [InlineData("  ", "money.empty")]
    [InlineData("-", "money.not_a_number")]
    [InlineData("1tr5", "money.not_a_number")]
    [InlineData("500.000đ", "money.not_a_number")]
    [InlineData("--5", "money.not_a_number")]
    [InlineData("1.234.56x", "money.not_a_number")]
    [InlineData("١٢٣", "money.not_a_number")]
    [InlineData("1.5", "money.separators")]
    [InlineData("1,234.567", "money.separators")]
    [InlineData(".", "money.separators")]
    [InlineData("1..000", "money.separators")]
    [InlineData("1234.567", "money.separators")]
    [InlineData("0.500", "money.separators")]
    [InlineData(".500", "money.separators")]
    [InlineData("500.", "money.separators")]
    [InlineData("9.223.372.036.854.775.808", "money.too_large")]
    public void is_refused_rather_than_guessed_at(string? typed, string code) =>
        MoneyText.Parse(typed, "amount").Refusals.ShouldBe([Refusal.Invalid(code, "amount")]);
}
