using System.Collections.Frozen;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>What a member is to the head of the household.</summary>
public static class Relations
{
    /// <summary>Chủ hộ.</summary>
    public const string Head = "head";

    public const string Spouse = "spouse";

    public const string Child = "child";

    public const string Parent = "parent";

    public const string Sibling = "sibling";

    public const string Grandchild = "grandchild";

    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Head, Spouse, Child, Parent, Sibling, Grandchild, Other];

    private static readonly FrozenDictionary<string, string> OfFirstWord = new Dictionary<string, string>
    {
        ["vo"] = Spouse,
        ["chong"] = Spouse,
        ["con"] = Child,
        ["cha"] = Parent,
        ["bo"] = Parent,
        ["me"] = Parent,
        ["anh"] = Sibling,
        ["chi"] = Sibling,
        ["em"] = Sibling,
        ["chau"] = Grandchild,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// "Chủ hộ" → head, "Con dâu" → child; lists know dozens of further words ("bà ngoại", "ở nhờ"), which are
    /// <see cref="Other"/>. Null when nothing is written.
    /// </summary>
    public static string? OfWords(string words)
    {
        var folded = Folding.Fold(words);
        if (folded.Length == 0) return null;
        return folded is "chu ho" or "chuho" ? Head : OfFirstWord.GetValueOrDefault(folded.Split(' ')[0], Other);
    }
}
