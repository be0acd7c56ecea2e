using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>A line as rules and candidates look at it.</summary>
/// <param name="Folded">Memo and counterparty without marks, lower case.</param>
public readonly record struct LineFacts(long Id, DateOnly Day, Side Side, long Amount, string Reference, string Folded, string Counterparty);

/// <summary>A rule of a unit: which lines it is about and what they become. Immutable; a changed rule is another one.</summary>
/// <param name="AccountId">Null: all accounts of the unit.</param>
/// <param name="MemoWords">Folded words or phrases; all of them must stand in the memo.</param>
/// <param name="CounterpartyWords">Folded; all of them must stand in the name of the other side.</param>
/// <param name="Least">Đồng, inclusive.</param>
/// <param name="Most">Đồng, inclusive.</param>
/// <param name="ActsAlone">False: proposes only, or lost the right when a match of it was undone.</param>
public sealed record MatchRule(
    Guid Id, Guid UnitId, int Position, string Name, Guid? AccountId, Side Side, IReadOnlyList<string> MemoWords, IReadOnlyList<string> CounterpartyWords,
    long? Least, long? Most, MatchTarget Target, bool ActsAlone, bool LostRight = false)
{
    public bool IsOf(Guid account) => AccountId is null || AccountId == account;

    /// <summary>A rule that says nothing about a line matches none, rather than all.</summary>
    public bool Matches(in LineFacts line)
    {
        if (line.Side != Side || line.Amount < Least || line.Amount > Most) return false;
        if (MemoWords.Count == 0 && CounterpartyWords.Count == 0 && Least is null && Most is null) return false;
        foreach (var word in MemoWords)
            if (!WholeWords.Stand(word, line.Folded)) return false;
        foreach (var word in CounterpartyWords)
            if (!WholeWords.Stand(word, line.Counterparty)) return false;
        return true;
    }

    /// <summary>Whether what the rule says can be done with the line where it stands: not for money that comes outside the window of a relief campaign.</summary>
    public bool Applies(in LineFacts line, StatementAccount origin, IReadOnlyDictionary<Guid, RunCampaign> campaigns) =>
        Target.WhyNot(origin, line.Side) is null
        && (Target.CampaignId is not { } campaign || (campaigns.TryGetValue(campaign, out var window) && window.Takes(line.Day)));
}

/// <summary>Finds words in folded text where nothing but their ends touches other letters.</summary>
public static class WholeWords
{
    /// <summary>Whether the word or phrase stands in the text by itself: "lai" is not in "chuyen khoan xe lailai".</summary>
    public static bool Stand(ReadOnlySpan<char> word, ReadOnlySpan<char> text)
    {
        if (word.IsEmpty) return false;
        for (var from = 0; text[from..].IndexOf(word, StringComparison.Ordinal) is >= 0 and var at; from += at + 1)
        {
            var (start, end) = (from + at, from + at + word.Length);
            if ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }
        return false;
    }
}
