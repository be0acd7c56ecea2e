using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>An open item as a run knows it.</summary>
/// <param name="Side">Of the line that proves it.</param>
/// <param name="Open">Đồng that no line has taken.</param>
/// <param name="Name">Folded; empty where nobody is named.</param>
public readonly record struct RunItem(Guid Id, Side Side, Guid FundId, DateOnly Date, long Open, string Reference, string Name);

/// <summary>When a campaign of the unit takes money.</summary>
/// <param name="EndsOn">Last day of reception; null: no end.</param>
public readonly record struct RunCampaign(Guid Id, Guid FundId, bool IsRelief, DateOnly StartsOn, DateOnly? EndsOn)
{
    /// <summary>Only relief closes the door (NĐ 93/2021 Đ.8).</summary>
    public bool Takes(DateOnly day) => !IsRelief || (day >= StartsOn && !IsOver(day));

    public bool IsOver(DateOnly day) => IsRelief && EndsOn < day;
}

/// <summary>What an issued code stands for: a campaign, an item, or something that another module keeps.</summary>
/// <param name="Named">What that module knows it by: a pledge, a sponsor.</param>
public readonly record struct CodeTarget(Guid? Campaign, Guid? Item, Guid? Named = null);

/// <summary>A line in, of which nothing is taken, whose memo names something of another module and nothing else.</summary>
/// <param name="Amount">Đồng.</param>
/// <param name="Origin">Account and book as the line was posted.</param>
public readonly record struct NamedLine(long Line, DateOnly Day, long Amount, string Reference, StatementAccount Origin, Guid Target);

/// <summary>What earlier undoings taught.</summary>
public sealed class Lessons
{
    private readonly HashSet<(long Line, Guid Item)> items = [];
    private readonly HashSet<(long Line, string Reason)> reasons = [];

    /// <summary>The line was once released from this item, or from what this reason had made of it.</summary>
    public void Add(long line, Guid? item, string reason)
    {
        if (item is { } one) items.Add((line, one));
        else if (reason != MatchReasons.Rule) reasons.Add((line, reason)); // a rule loses its right as a whole
    }

    public bool Forbid(long line, Guid item) => items.Contains((line, item));

    public bool Forbid(long line, string reason) => reasons.Contains((line, reason));
}

/// <summary>What a run makes of a line.</summary>
/// <param name="Origin">Account and book as the line was posted.</param>
/// <param name="Item">For kind item.</param>
/// <param name="Amount">Đồng; the whole line, or its part for one of several items.</param>
/// <param name="Rule">The rule that did it.</param>
public readonly record struct RunDecision(
    long Line, DateOnly Day, Side Side, StatementAccount Origin, string Reason, MatchTarget Target, Guid? Item, long Amount, Guid? Rule);
