namespace DayForThePoor.Core.Households;

/// <summary>
/// Số định danh cá nhân: 12 digits (Luật Căn cước 2023, Đ.12), or the 9 of an old identity card. There is no check digit;
/// a number cannot be proved wrong by itself.
/// </summary>
public static class NationalId
{
    private const int Length = 12, OldLength = 9;

    /// <summary>Digits that stay readable when the number is masked.</summary>
    public const int ShownDigits = 3;

    /// <summary>The digits alone; spaces, dots and hyphens do not count. Codes: national_id.letters, national_id.length.
    /// A spreadsheet that took the number for an amount drops its leading zero: then the length is wrong.</summary>
    public static Outcome<string> Check(string typed, string? field = null)
    {
        var digits = string.Concat(typed.Where(c => c is not (' ' or '.' or '-' or '\u00A0')));
        if (!digits.All(char.IsAsciiDigit)) return Refusal.Invalid("national_id.letters", field);
        return digits.Length is Length or OldLength ? digits : Refusal.Invalid("national_id.length", field, $"{digits.Length}");
    }

    public static string Tail(string digits) => digits[^ShownDigits..];

    /// <summary>"•••••••••123".</summary>
    public static string Mask(string tail) => new string('•', Length - ShownDigits) + tail;
}
