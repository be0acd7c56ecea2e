using System.Buffers;
using System.Globalization;

namespace DayForThePoor.Core.Money;

/// <summary>
/// Amounts in figures, as vouchers show them and as people type them. Independent of the server's culture:
/// '.' separates thousands, there are no decimals.
/// </summary>
public static class MoneyText
{
    private const char NoBreakSpace = '\u00A0', NarrowNoBreakSpace = '\u202F', MinusSign = '\u2212';

    private static readonly SearchValues<char> Allowed = SearchValues.Create(['.', ',', ' ', NoBreakSpace, NarrowNoBreakSpace, .. "0123456789"]);

    private static readonly NumberFormatInfo DotGroups = new() { NumberGroupSeparator = ".", NumberGroupSizes = [3], NegativeSign = "-" };

    /// <summary>1.234.567, or -1.234.567.</summary>
    public static string Format(Vnd amount) => amount.Amount.ToString("#,0", DotGroups);

    /// <summary>1.234.567 đ, kept on one line by a no-break space.</summary>
    public static string FormatWithUnit(Vnd amount) => $"{Format(amount)}{NoBreakSpace}đ";

    /// <summary>
    /// Reads an amount typed by a person: digits alone, or groups of three behind one and the same separator
    /// ('.', ',' or a space). "1.5", "1.234,567" and "0.500" are refused rather than guessed at: a wrong guess is
    /// wrong a thousandfold. Codes: money.empty, money.not_a_number, money.separators, money.too_large.
    /// </summary>
    /// <param name="typed">What was typed; white space around it does not matter.</param>
    /// <param name="field">The input's name, for the refusal.</param>
    public static Outcome<Vnd> Parse(string? typed, string? field = null)
    {
        var text = typed.AsSpan().Trim();
        if (text.IsEmpty) return Refusal.Invalid("money.empty", field);

        var negative = text[0] is '-' or MinusSign;
        if (negative) text = text[1..];

        if (text.IsEmpty || text.ContainsAnyExcept(Allowed)) return Refusal.Invalid("money.not_a_number", field);
        if (Digits(text) is not { } digits) return Refusal.Invalid("money.separators", field);
        if (!long.TryParse(digits, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var amount))
            return Refusal.Invalid("money.too_large", field);
        return new Vnd(negative ? -amount : amount);
    }

    /// <summary>The digits alone, or null when what stands between them is not a grouping of thousands.</summary>
    private static string? Digits(ReadOnlySpan<char> text)
    {
        var separator = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var at ? text[at] : '.';
        var groups = text.ToString().Split(separator);
        var grouped = groups is [{ Length: >= 1 and <= 3 } first, ..] && first[0] != '0' && groups.Skip(1).All(group => group.Length == 3);
        var digits = string.Concat(groups);
        return (groups.Length == 1 || grouped) && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
