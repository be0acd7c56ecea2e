using System.Globalization;
using System.Text;

namespace DayForThePoor.Core.Text;

/// <summary>
/// The check of every free text that people type: names, purposes, reasons. What passes is in NFC, trimmed, with single
/// spaces, and is otherwise kept as written; emoji and HTML are plain text here and escaped where they are shown.
/// </summary>
public static class CleanText
{
    /// <summary>Default limit in text elements, i.e. what a reader counts as characters.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// Most UTF-16 units that one text element may take on average. Without it a single letter under a thousand
    /// combining marks would count as one.
    /// </summary>
    private const int UnitsPerElement = 8;

    /// <summary>The cleaned text, empty for nothing but spaces. Codes: text.control_character, text.direction_character, text.too_long.</summary>
    /// <param name="typed">What was typed; null counts as empty.</param>
    /// <param name="field">The input's name, for the refusal.</param>
    /// <param name="maxLength">Limit in text elements.</param>
    public static Outcome<string> Check(string? typed, string? field = null, int maxLength = MaxLength)
    {
        var trimmed = (typed ?? "").Trim();
        if (trimmed.Any(Invisible.IsControl)) return Refusal.Invalid("text.control_character", field);
        if (trimmed.Any(Invisible.IsDirection)) return Refusal.Invalid("text.direction_character", field);

        var clean = WithSingleSpaces(WellFormed.Of(trimmed).Normalize(NormalizationForm.FormC));
        return clean.Length > maxLength * UnitsPerElement || new StringInfo(clean).LengthInTextElements > maxLength
            ? Refusal.Invalid("text.too_long", field, maxLength.ToString(NumberFormatInfo.InvariantInfo))
            : clean;
    }

    /// <summary>As <see cref="Check"/>, and refuses a text that shows nothing with text.empty.</summary>
    public static Outcome<string> CheckRequired(string? typed, string? field = null, int maxLength = MaxLength) =>
        Check(typed, field, maxLength).Then<string>(clean => clean.All(c => c == ' ' || Invisible.IsFormat(c)) ? Refusal.Invalid("text.empty", field) : clean);

    private static string WithSingleSpaces(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
