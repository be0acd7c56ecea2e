using System.Globalization;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>A month or a quarter whose instalments are handed over together.</summary>
/// <param name="Code">"2026-Q4" or "2026-11", as it stands in addresses.</param>
public sealed record PayPeriod(string Code, DateOnly From, DateOnly Until)
{
    public static PayPeriod Quarter(DateOnly day)
    {
        var (first, last) = PayOutApi.QuarterOf(day);
        return new(string.Create(CultureInfo.InvariantCulture, $"{first.Year}-Q{(first.Month + 2) / 3}"), first, last);
    }

    public static PayPeriod Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>Those that a person chooses from: four quarters and three months, up to the present ones.</summary>
    public static IReadOnlyList<PayPeriod> Around(DateOnly today) =>
        [.. Enumerable.Range(0, 4).Select(back => Quarter(today.AddMonths(-3 * back))), .. Enumerable.Range(0, 3).Select(back => Month(today.AddMonths(-back)))];

    public bool IsQuarter => Code.Contains('Q', StringComparison.Ordinal);
}
