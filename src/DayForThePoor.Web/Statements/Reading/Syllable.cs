using System.Collections.Frozen;
using System.Text;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// The shape of a Vietnamese syllable: consonants, one group of vowels with at most one tone, consonants. Text in a wrong
/// code page breaks it in nearly every word, which tells code pages apart.
/// </summary>
internal static class Syllable
{
    private static readonly string[] Onsets =
        ["ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", ""];

    private static readonly FrozenSet<string> Vowels = new[]
    {
        "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iê", "iu", "iêu",
        "oa", "oă", "oe", "oi", "oo", "ôi", "ơi", "oai", "oay", "oao", "oeo", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "uôi", "uây", "uya",
        "uyê", "uyu", "ưa", "ưi", "ưu", "ươ", "ươi", "ươu", "yê", "yêu", "uơ", "uâ",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Codas = new[] { "", "c", "ch", "m", "n", "ng", "nh", "p", "t" }.ToFrozenSet(StringComparer.Ordinal);

    // Combining grave, acute, tilde, hook above, dot below.
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    /// <summary>Whether a word of letters, in any normal form, may be Vietnamese.</summary>
    public static bool IsPossible(string word)
    {
        var tones = 0;
        var letters = new StringBuilder(word.Length);
        foreach (var c in word.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (Tones.Contains(c, StringComparison.Ordinal)) tones++;
            else letters.Append(c);
        }
        if (tones > 1) return false;
        var syllable = letters.ToString().Normalize(NormalizationForm.FormC);
        return Onsets.Any(onset => syllable.StartsWith(onset, StringComparison.Ordinal) && IsRhyme(syllable[onset.Length..]));
    }

    private static bool IsRhyme(string rhyme)
    {
        for (var length = Math.Min(3, rhyme.Length); length > 0; length--)
            if (Vowels.Contains(rhyme[..length]) && Codas.Contains(rhyme[length..])) return true;
        return false;
    }
}
