using System.Globalization;

namespace DayForThePoor.Core.Text;

/// <summary>
/// Characters that a person does not see but that change what the others look like: a name with a right-to-left
/// override inside can make a receipt read as another amount or another giver.
/// </summary>
internal static class Invisible
{
    /// <summary>Control characters, line breaks and tabs among them.</summary>
    public static bool IsControl(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).</summary>
    public static bool IsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Directions and all else without a shape of its own, such as the zero-width space (which emoji may need, so free text keeps it).</summary>
    public static bool IsFormat(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
