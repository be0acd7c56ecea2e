using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Hosting;

/// <summary>What a person typed into a search, for SQL's like over folded text: every sign stands for itself, none is a pattern.</summary>
public static class LikeWords
{
    /// <summary>Words that are looked for; what was typed beyond is ignored.</summary>
    private const int Most = 8;

    /// <summary>A pattern for each word, without diacritics and capitals; empty where nothing was typed.</summary>
    public static string[] Of(string? search) => [.. Folding.Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(Most).Select(Holding)];

    /// <summary>The pattern of what holds the text somewhere.</summary>
    public static string Holding(string text) => $"%{Escaped(text)}%";

    public static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
