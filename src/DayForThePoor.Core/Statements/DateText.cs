using System.Runtime.CompilerServices;
namespace DayForThePoor.Core.Statements;

/// <summary>Reads the dates and times of bank files: dd/MM/yyyy, dd-MM-yyyy, dd.MM.yyyy or yyyy-MM-dd, a time behind it or not. Never month first.</summary>
public static class DateText
{
    /// <summary>Earlier than any account that a file can be of; an earlier year is a misread cell.</summary>
    private const int FirstYear = 1990;
    private const int LastYear = 2199;

    /// <param name="text">The cell.</param>
    /// <param name="date">The day.</param>
    /// <param name="rest">What stands behind the day: a time, or a document number where the bank puts both in one cell.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<char> text, out DateOnly date, out ReadOnlySpan<char> rest)
    {
        date = default;
        rest = text = text.Trim();
        if (!Number(ref rest, out var first, out var firstDigits) || !Separator(ref rest, out var separator)) return false;
        if (!Number(ref rest, out var month, out var monthDigits) || monthDigits > 2) return false;
        if (!Separator(ref rest, out var second) || second != separator) return false;
        if (!Number(ref rest, out var last, out var lastDigits)) return false;

        var (year, day) = firstDigits == 4 && lastDigits <= 2 ? (first, last)
            : firstDigits <= 2 && lastDigits == 4 ? (last, first)
            : (0, 0);
        if (year is < FirstYear or > LastYear || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (!rest.IsEmpty && !char.IsWhiteSpace(rest[0]) && rest[0] != 'T') return false;
        date = new(year, month, day);
        rest = rest is ['T', ..] ? rest[1..] : rest.TrimStart();
        return true;
    }

    /// <summary>HH:mm or HH:mm:ss; fractions of a second are dropped.</summary>
    public static bool TryReadTime(ReadOnlySpan<char> text, out TimeOnly time)
    {
        time = default;
        text = text.Trim();
        var second = 0;
        if (!Number(ref text, out var hour, out var digits) || digits > 2 || !Colon(ref text)) return false;
        if (!Number(ref text, out var minute, out digits) || digits != 2) return false;
        if (Colon(ref text) && (!Number(ref text, out second, out digits) || digits != 2)) return false;
        if (text is ['.', ..] && !text[1..].ContainsAnyExceptInRange('0', '9')) text = [];
        if (!text.IsEmpty || hour > 23 || minute > 59 || second > 59) return false;
        time = new(hour, minute, second);
        return true;
    }

    private static bool Number(ref ReadOnlySpan<char> text, out int number, out int digits)
    {
        number = digits = 0;
        while (digits < text.Length && digits < 5 && char.IsAsciiDigit(text[digits])) number = number * 10 + (text[digits++] - '0');
        text = text[digits..];
        return digits is > 0 and < 5;
    }

    private static bool Separator(ref ReadOnlySpan<char> text, out char separator)
    {
        separator = text.IsEmpty ? '\0' : text[0];
        if (separator is not ('/' or '-' or '.')) return false;
        text = text[1..];
        return true;
    }

    private static bool Colon(ref ReadOnlySpan<char> text)
    {
        if (text is not [':', ..]) return false;
        text = text[1..];
        return true;
    }
}
