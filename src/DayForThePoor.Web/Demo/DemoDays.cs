namespace DayForThePoor.Web.Demo;

/// <summary>The days on which people give, within the year that ends on the day of seeding.</summary>
internal static class DemoDays
{
    /// <summary>17/10–18/11 of the last year in which it has begun, as far as it lies in the past year.</summary>
    public static (DateOnly From, DateOnly To) PeakMonth(DateOnly today)
    {
        var year = today >= new DateOnly(today.Year, 10, 17) ? today.Year : today.Year - 1;
        return Within(new(year, 10, 17), new(year, 11, 18), today);
    }

    /// <summary>The month in which most presents for Tết are collected.</summary>
    public static (DateOnly From, DateOnly To) BeforeTet(DateOnly today)
    {
        var year = today >= new DateOnly(today.Year, 1, 10) ? today.Year : today.Year - 1;
        return Within(new(year, 1, 10), new(year, 2, 10), today);
    }

    /// <summary>A day of the span; a Sunday becomes the Monday after it when that still lies in the span.</summary>
    public static DateOnly In((DateOnly From, DateOnly To) span, Random random)
    {
        var day = span.From.AddDays(random.Next(span.To.DayNumber - span.From.DayNumber + 1));
        return day.DayOfWeek == DayOfWeek.Sunday && day < span.To ? day.AddDays(1) : day;
    }

    private static (DateOnly From, DateOnly To) Within(DateOnly from, DateOnly to, DateOnly today) =>
        (from, to < today ? to : today);
}
