namespace DayForThePoor.Core.Statements.Matching;

/// <summary>How much of a name stands in a memo.</summary>
public enum NameMatch
{
    None,

    /// <summary>At least two of its words.</summary>
    Part,

    /// <summary>All of its words, at least two.</summary>
    Full,
}

/// <summary>Looks for a folded name in a folded memo: banks drop marks, case and now and then the spaces.</summary>
public static class NameInMemo
{
    /// <summary>Ways of address and kinds of giver that say nothing about who it is.</summary>
    private static readonly HashSet<string> Titles = ["ong", "ba", "anh", "chi", "em", "co", "chu", "bac", "gd", "gia", "dinh", "va", "cty", "tnhh", "cong", "ty"];

    /// <summary>Fewer letters than these, glued, stand in many words.</summary>
    private const int LeastGlued = 9;

    /// <summary>The words that identify; all of them when only titles are there.</summary>
    public static string[] WordsOf(string foldedName)
    {
        var words = foldedName.Split([' ', '.', ',', '-', '(', ')', '/', '"'], StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(w => !Titles.Contains(w)).ToArray();
        return telling.Length >= 2 ? telling : words;
    }

    public static NameMatch Find(string foldedName, string foldedMemo)
    {
        var words = WordsOf(foldedName);
        if (words.Length < 2) return NameMatch.None;
        var found = words.Count(word => WholeWords.Stand(word, foldedMemo));
        if (found == words.Length) return NameMatch.Full;
        var glued = string.Concat(words);
        if (glued.Length >= LeastGlued && string.Concat(foldedMemo.Where(char.IsLetterOrDigit)).Contains(glued, StringComparison.Ordinal)) return NameMatch.Full;
        return found >= 2 ? NameMatch.Part : NameMatch.None;
    }
}
