namespace DayForThePoor.Core.Sponsorships;

/// <summary>Full years of life. Who was born on 29 February turns a year older on 28 February of a common year: the earlier day protects.</summary>
public static class Ages
{
    /// <summary>Negative before birth.</summary>
    public static int On(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year;
        return birth.AddYears(years) > day ? years - 1 : years;
    }

    /// <summary>The birthday on which somebody is so many years old.</summary>
    public static DateOnly Reaches(DateOnly birth, int years) => birth.AddYears(years);

    /// <summary>The latest day on which somebody can have been born of whom the papers know this; null: they know nothing.</summary>
    public static DateOnly? LatestBirth(DateOnly? date, int? year) => date ?? (year is { } known ? new DateOnly(known, 12, 31) : null);

    /// <summary>First calendar year of the school year that a day lies in; it begins in September.</summary>
    public static int SchoolYear(DateOnly day) => day.Month >= 9 ? day.Year : day.Year - 1;
}
