using System.Globalization;

namespace DayForThePoor.Core.Households;

/// <summary>When somebody was born, as exactly as the papers say.</summary>
/// <param name="Date">Null when only the year is known, or nothing.</param>
/// <param name="Year">Of the date, else as written; null: not known.</param>
public readonly record struct Birth(DateOnly? Date, int? Year)
{
    private const int OldestAge = 120;

    private static readonly string[] Forms = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd", "ddMMyyyy"];

    /// <summary>"05/01/1950", "1950" or nothing. Codes: birth.unreadable, birth.future, birth.too_old.</summary>
    public static Outcome<Birth> Read(string typed, DateOnly today, string? field = null)
    {
        var text = typed.Trim();
        if (text.Length == 0) return new Birth();
        Birth birth;
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var year)) birth = new(null, year);
        else if (DateOnly.TryParseExact(text, Forms, DateTimeFormatInfo.InvariantInfo, DateTimeStyles.None, out var date)) birth = new(date, date.Year);
        else return Refusal.Invalid("birth.unreadable", field, text);

        if (birth.Date > today || birth.Year > today.Year) return Refusal.Invalid("birth.future", field, text);
        return birth.Year < today.Year - OldestAge ? Refusal.Invalid("birth.too_old", field, text) : birth;
    }
}
