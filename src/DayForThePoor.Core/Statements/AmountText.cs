using System.Runtime.CompilerServices;
namespace DayForThePoor.Core.Statements;

public enum AmountReading
{
    Blank,
    Read,
    Unreadable,

    /// <summary>A fraction of a đồng, which no bank books.</summary>
    Fraction,

    TooLarge,
}

/// <summary>
/// Reads an amount of whole đồng. No culture is asked: every cell says by itself which mark groups its thousands,
/// because đồng have no third decimal ("50.000" and "50,000" are both fifty thousand), and the file as a whole must
/// say the same everywhere. Accepted besides: a sign or parentheses, zero decimals ("50,000.00"), "VND" or "đ" behind.
/// </summary>
public static class AmountText
{
    private const int MaxDigits = 17;

    /// <param name="text">The cell.</param>
    /// <param name="amount">Đồng, negative with a minus or in parentheses.</param>
    /// <param name="thousands">'.', ',' or ' ' when the cell shows which mark the file groups thousands with; otherwise '\0'.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static AmountReading Read(ReadOnlySpan<char> text, out long amount, out char thousands)
    {
        amount = 0;
        thousands = '\0';
        text = WithoutCurrency(text.Trim());
        text = WithoutSign(text, out var negative);
        if (text.IsEmpty) return AmountReading.Blank;

        long value = 0;
        int digits = 0, run = 0, groups = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (++digits > MaxDigits) return AmountReading.TooLarge;
                value = value * 10 + (c - '0');
                run++;
                continue;
            }

            if (Mark(c) is not { } mark || run == 0) return AmountReading.Unreadable;
            var isGroup = GroupsThousands(text, i, mark, thousands, groups, run);
            if (!isGroup)
            {
                if (groups > 0 && (mark == thousands || run != 3)) return AmountReading.Unreadable;
                return Decimals(text[(i + 1)..], mark, value, negative, ref thousands, out amount);
            }
            thousands = mark;
            groups++;
            run = 0;
        }

        if (digits == 0 || (groups > 0 && run != 3)) return AmountReading.Unreadable;
        amount = negative ? -value : value;
        return AmountReading.Read;
    }

    /// <summary>A mark groups thousands when one to three digits stand before the first one, three between two, and three behind.</summary>
    private static bool GroupsThousands(ReadOnlySpan<char> text, int at, char mark, char thousands, int groups, int run)
    {
        if (groups > 0 ? mark != thousands || run != 3 : run > 3 || (run == 1 && text[at - 1] == '0')) return false;
        var behind = text[(at + 1)..];
        return behind.Length >= 3
            && char.IsAsciiDigit(behind[0]) && char.IsAsciiDigit(behind[1]) && char.IsAsciiDigit(behind[2])
            && (behind.Length == 3 || !char.IsAsciiDigit(behind[3]));
    }

    private static AmountReading Decimals(
        ReadOnlySpan<char> decimals, char mark, long value, bool negative, ref char thousands, out long amount)
    {
        amount = negative ? -value : value;
        if (mark == ' ' || decimals.IsEmpty || decimals.ContainsAnyExceptInRange('0', '9')) return AmountReading.Unreadable;
        if (decimals.Length > 2) return AmountReading.Unreadable;
        if (decimals.ContainsAnyExcept('0')) return AmountReading.Fraction;
        if (thousands == '\0') thousands = mark == '.' ? ',' : '.';
        return AmountReading.Read;
    }

    // Non-breaking and thin spaces group thousands in exports of spreadsheets.
    private static char? Mark(char c) => c switch
    {
        '.' or ',' => c,
        ' ' or '\u00A0' or '\u2009' or '\u202F' => ' ',
        _ => null,
    };

    private static ReadOnlySpan<char> WithoutCurrency(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsAsciiDigit(text[^1])) return text;
        foreach (var currency in (ReadOnlySpan<string>)["VND", "VNĐ", "đ", "₫"])
            if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase)) return text[..^currency.Length].TrimEnd();
        return text;
    }

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text, out bool negative)
    {
        negative = false;
        if (text.IsEmpty) return text;
        if (text[0] is '-' or '\u2212')
        {
            negative = true;
            return text[1..].TrimStart();
        }
        if (text[0] == '+') return text[1..].TrimStart();
        if (text[0] == '(' && text[^1] == ')')
        {
            negative = true;
            return text[1..^1].Trim();
        }
        return text;
    }
}
