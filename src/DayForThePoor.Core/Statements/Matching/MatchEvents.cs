using System.Text.Json.Serialization;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>
/// Lines of one side of an account were told what they are: reclassified, collectively when a rule did it for a bank day,
/// one by one when a person did. The bank's own entry never changes. Starts the match's stream.
/// </summary>
/// <param name="Kind">One of <see cref="MatchKinds"/>.</param>
/// <param name="Reason">One of <see cref="MatchReasons"/>.</param>
/// <param name="Side">Of the lines: Credit is money in.</param>
/// <param name="Count">Links of the match.</param>
/// <param name="Total">Đồng, sum of its links.</param>
/// <param name="LinkHash">See <see cref="LinkList"/>.</param>
/// <param name="Texts">Field → commitment: <c>note</c> of a person; the donor's agreement, the decision.</param>
/// <param name="Entries">One for each fund whose book it touches; none where the ledger says already what the lines are.</param>
/// <param name="RunId">The run that did it by itself.</param>
/// <param name="Day">The bank's day of all lines, where it is collective.</param>
/// <param name="FundId">The book that the money now stands in.</param>
/// <param name="Role">The role that it now has.</param>
public sealed record StatementLinesMatched(
    Guid MatchId,
    Guid UnitId,
    Guid AccountId,
    string Kind,
    string Reason,
    Side Side,
    int Count,
    long Total,
    string LinkHash,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? RuleId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? RunId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Day = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? FundId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CampaignId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null) : ICarriesEntries, ICarriesTexts;

/// <summary>
/// A match, or some lines of it, was undone: the lines are open again. When all of it goes at once the entry is the
/// reversal of the match's; for a part it repeats the same legs negatively over the part's sum (ghi số âm).
/// </summary>
/// <param name="Part">1, 2, … in the order of the releases of this match.</param>
/// <param name="Count">Links released.</param>
/// <param name="Total">Đồng.</param>
/// <param name="LinkHash">Over the links released, in their order; see <see cref="LinkList"/>.</param>
/// <param name="ReasonCode">One of <see cref="ReleaseReasons"/>.</param>
public sealed record StatementLinesReleased(
    Guid MatchId,
    int Part,
    int Count,
    long Total,
    string LinkHash,
    string ReasonCode,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries, ICarriesTexts;

/// <summary>What a match makes of its lines.</summary>
public static class MatchKinds
{
    /// <summary>The lines are what open items announced: gifts by transfer, other receipts, cash moved, payments in transit.</summary>
    public const string Item = "item";

    /// <summary>Income of a kind that needs no paper of ours: a campaign's gifts, interest, allocations, budget.</summary>
    public const string Income = "income";

    /// <summary>Money of another fund of the unit.</summary>
    public const string Fund = "fund";

    /// <summary>A charge that the bank took.</summary>
    public const string Charge = "charge";

    /// <summary>Money in and money out against each other: a transfer that came back, or one between own accounts.</summary>
    public const string Pair = "pair";

    /// <summary>Chờ xử lý: came after the window of a relief campaign.</summary>
    public const string Pending = "pending";

    /// <summary>A general gift to the account's fund; the ledger holds it as that already, so nothing moves.</summary>
    public const string General = "general";

    /// <summary>Money out to or from a role that a person names.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Item, Income, Fund, Charge, Pair, Pending, General, Other];
}

/// <summary>Why a match was made.</summary>
public static class MatchReasons
{
    /// <summary>A self-checking code in the memo.</summary>
    public const string Code = "code";

    /// <summary>The bank's reference and the amount are those of one item, and of no other.</summary>
    public const string Reference = "reference";

    public const string Rule = "rule";

    /// <summary>Amount, day and name agree with one item, and of no other.</summary>
    public const string Candidate = "candidate";

    /// <summary>Came after the window of its campaign.</summary>
    public const string Late = "late";

    /// <summary>Somebody decided it.</summary>
    public const string Person = "person";

    public static readonly IReadOnlyList<string> All = [Code, Reference, Rule, Candidate, Late, Person];
}

/// <summary>Why lines were released.</summary>
public static class ReleaseReasons
{
    /// <summary>The match was wrong. Of a rule or code it costs the right to act alone.</summary>
    public const string Mistaken = "mistaken";

    /// <summary>A later decision takes the place of the match: money that waited is returned or given another purpose.</summary>
    public const string Decided = "decided";

    /// <summary>What stood behind the lines was taken back (a gift voided, a receipt reversed); its own event carries the entry.</summary>
    public const string Ended = "ended";

    /// <summary>A gift was recorded for a line that had been left as a general one.</summary>
    public const string Named = "named";

    /// <summary>What a person may say.</summary>
    public static readonly IReadOnlyList<string> ByPerson = [Mistaken, Decided];

    public static readonly IReadOnlyList<string> All = [Mistaken, Decided, Ended, Named];
}
