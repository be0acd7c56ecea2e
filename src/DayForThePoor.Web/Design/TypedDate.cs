using System.Globalization;
using DayForThePoor.Core;

namespace DayForThePoor.Web.Design;

/// <summary>A day as people type it: day first, the year may be left out.</summary>
public static class TypedDate
{
    private static readonly string[] Forms =
        ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "ddMMyyyy", "d/M/yy", "d-M-yy", "d.M.yy", "yyyy-MM-dd"];

    private static readonly string[] WithoutYear = ["d/M", "d-M", "d.M", "d M", "ddMM"];

    /// <summary>Null for an empty field. Codes: date.unreadable.</summary>
    /// <param name="today">Gives the year that is left out.</param>
    public static Outcome<DateOnly?> Parse(string? typed, string field, DateOnly today)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0) return (DateOnly?)null;
        if (Read(text, Forms) is { } whole) return (DateOnly?)whole;
        // Read in a leap year, so that 29/2 is judged by the year it is meant for.
        if (Read($"{text} 2000", [.. WithoutYear.Select(form => $"{form} yyyy")]) is { } part && part.Day <= DateTime.DaysInMonth(today.Year, part.Month))
            return (DateOnly?)new DateOnly(today.Year, part.Month, part.Day);
        return Refusal.Invalid("date.unreadable", field, text);
    }

    /// <summary>Two-digit years are of this century: no book of the fund is older.</summary>
    private static DateOnly? Read(string text, string[] forms) =>
        DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.Year < 2000 ? day.AddYears(100) : day
            : null;
}
