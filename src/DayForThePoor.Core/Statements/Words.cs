using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// The words of headers and labels, compared without diacritics, case, spaces and punctuation: "Số tiền ghi có/ Credit",
/// "SO TIEN GHI CO" and "CreditAmount" must all be found.
/// </summary>
internal static class Words
{
    /// <summary>Letters a–z and digits only: "Số CT/ Doc No" → "soctdocno".</summary>
    public static string Compact(ReadOnlySpan<char> cell)
    {
        var folded = Folding.Fold(cell.ToString());
        Span<char> kept = folded.Length <= 256 ? stackalloc char[folded.Length] : new char[folded.Length];
        var length = 0;
        foreach (var c in folded)
            if (char.IsAsciiLetterOrDigit(c)) kept[length++] = char.ToLowerInvariant(c);
        return kept[..length].ToString();
    }

    public static bool ContainsAny(string compact, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (compact.Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }

    public static bool StartsWithAny(string compact, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (compact.StartsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }

    public static bool IsAny(string compact, params ReadOnlySpan<string> words) => words.Contains(compact);
}
