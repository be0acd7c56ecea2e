using System.Globalization;
using System.Text;

namespace DayForThePoor.Core.Text;

/// <summary>
/// A person's name on public pages who did not agree to be named: initials of family and middle names, the given name
/// (the last word) in full. Enough for givers to find themselves, too little for others to find them.
/// </summary>
public static class NameMask
{
    /// <summary>
    /// "Nguyễn Thị Hồng" → "N. T. Hồng". A single word may be the whole of a name, so only its initial is shown:
    /// "Hồng" → "H.". The same where the last word is no plain word (an e-mail address, a number stuck to it, a bracket).
    /// Words without a letter (phone numbers, emoji) are left out. Empty when no letter is left.
    /// </summary>
    public static string Of(string name)
    {
        var words = Visible(name).Split(' ').Where(word => word.Any(char.IsLetter)).ToList();
        if (words.Count == 0) return "";

        var given = words[^1];
        var shown = words.Count > 1 && given.All(IsPartOfName) ? given : Initial(given);
        return string.Join(' ', words.SkipLast(1).Select(Initial).Append(shown));
    }

    /// <summary>The first letter with its marks, upper case, and a dot.</summary>
    private static string Initial(string word) =>
        StringInfo.GetNextTextElement(word, word.TakeWhile(c => !char.IsLetter(c)).Count()).ToUpperInvariant() + ".";

    private static bool IsPartOfName(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string Visible(string name)
    {
        var visible = new StringBuilder(name.Length);
        foreach (var c in WellFormed.Of(name).Normalize(NormalizationForm.FormC))
        {
            if (char.IsWhiteSpace(c)) visible.Append(' ');
            else if (!Invisible.IsControl(c) && !Invisible.IsFormat(c)) visible.Append(c);
        }
        return visible.ToString();
    }
}
