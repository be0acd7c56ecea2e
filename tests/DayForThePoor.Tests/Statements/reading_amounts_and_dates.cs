using CsCheck;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Tests.Statements;

public class reading_amounts_and_dates
{
    [Theory]
    [InlineData("50.000", 50_000, '.')]
    [InlineData("50,000", 50_000, ',')]
    [InlineData("1.234.567", 1_234_567, '.')]
    [InlineData("1 234 567", 1_234_567, ' ')]
    [InlineData("50000", 50_000, '\0')]
    [InlineData("500", 500, '\0')]
    [InlineData("50,000.00", 50_000, ',')]
    [InlineData("50.000,00", 50_000, '.')]
    [InlineData("50000.00", 50_000, ',')]
    [InlineData("+50.000", 50_000, '.')]
    [InlineData("-50.000", -50_000, '.')]
    [InlineData("(50.000)", -50_000, '.')]
    [InlineData(" 50.000 VND ", 50_000, '.')]
    [InlineData("50.000 đ", 50_000, '.')]
    [InlineData("0", 0, '\0')]
    public void an_amount_says_by_itself_what_groups_its_thousands(string cell, long amount, char thousands)
    {
        AmountText.Read(cell, out var read, out var mark).ShouldBe(AmountReading.Read);
        (read, mark).ShouldBe((amount, thousands));
    }

    [Theory]
    [InlineData("", AmountReading.Blank)]
    [InlineData(" - ", AmountReading.Blank)]
    [InlineData("12.5", AmountReading.Fraction)]
    [InlineData("1,234.50", AmountReading.Fraction)]
    [InlineData("1.23.456", AmountReading.Unreadable)]
    [InlineData("1.234,567", AmountReading.Unreadable)]
    [InlineData("1234.567", AmountReading.Unreadable)]
    [InlineData("0.500", AmountReading.Unreadable)]
    [InlineData("5O.000", AmountReading.Unreadable)]
    [InlineData("1e6", AmountReading.Unreadable)]
    [InlineData("50.000.", AmountReading.Unreadable)]
    [InlineData(".500", AmountReading.Unreadable)]
    [InlineData("100000000000000000000", AmountReading.TooLarge)]
    public void what_is_no_amount_is_never_guessed(string cell, AmountReading expected) =>
        AmountText.Read(cell, out _, out _).ShouldBe(expected);

    [Fact]
    public void every_amount_comes_back_from_either_way_of_grouping() =>
        Gen.Select(Gen.Long[0, StatementLine.MaxAmount], Gen.Bool.Select(dot => dot ? '.' : ',')).Sample((amount, mark) =>
        {
            var cell = amount.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', mark);
            return AmountText.Read(cell, out var read, out var found) == AmountReading.Read
                && read == amount && found == (amount < 1000 ? '\0' : mark);
        });

    [Theory]
    [InlineData("31/12/2026", "")]
    [InlineData("31-12-2026", "")]
    [InlineData("31.12.2026", "")]
    [InlineData("2026-12-31", "")]
    [InlineData("2026-12-31T07:08:09", "07:08:09")]
    [InlineData(" 31/12/2026 07:08", "07:08")]
    [InlineData("31/12/2026\n5213.1", "5213.1")]
    public void a_date_is_day_first_or_year_first(string cell, string behind)
    {
        DateText.TryRead(cell, out var date, out var rest).ShouldBeTrue();
        date.ShouldBe(new DateOnly(2026, 12, 31));
        rest.ToString().ShouldBe(behind);
    }

    [Theory]
    [InlineData("12/31/2026")]
    [InlineData("29/02/2026")]
    [InlineData("31/12-2026")]
    [InlineData("31/12/26")]
    [InlineData("31/12/20261")]
    [InlineData("31/12/2026x")]
    [InlineData("46387")]
    public void what_is_no_date_is_never_guessed(string cell) => DateText.TryRead(cell, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("7:05", 7, 5, 0)]
    [InlineData("23:59:59", 23, 59, 59)]
    [InlineData("23:59:59.123", 23, 59, 59)]
    public void a_time_is_read_to_the_second(string cell, int hour, int minute, int second)
    {
        DateText.TryReadTime(cell, out var time).ShouldBeTrue();
        time.ShouldBe(new TimeOnly(hour, minute, second));
    }

    [Theory]
    [InlineData("24:00")]
    [InlineData("12:60")]
    [InlineData("12")]
    public void what_is_no_time_is_never_guessed(string cell) => DateText.TryReadTime(cell, out _).ShouldBeFalse();
}
