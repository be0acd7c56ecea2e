namespace DayForThePoor.Core.Grants;

/// <summary>From which sum on how many different approvers have to sign.</summary>
/// <param name="FromVnd">Đồng, 0 or more; the first step of a rule begins at 0.</param>
/// <param name="Signatures">1 or more.</param>
public sealed record SignatureStep(long FromVnd, int Signatures);

/// <summary>
/// What the unit's spending rules (quy chế chi) say about one purpose on one day. A grant keeps the id of the rule that it
/// was decided under.
/// </summary>
/// <param name="Id">Null: the shipped default, because the unit has no rule of its own.</param>
/// <param name="CeilingVnd">Mức hỗ trợ tối đa of one grant, đồng; null: none.</param>
/// <param name="Steps">By amount, ascending.</param>
/// <param name="NeedsMeeting">The hamlet's meeting is demanded.</param>
/// <param name="NeedsPosting">Posting on the board is demanded.</param>
/// <param name="ShortAllowed">The head may approve at once on the hamlet's slip.</param>
/// <param name="PostingDays">Days on the board, 1 to 60.</param>
/// <param name="FullFileOverVnd">Votes, photos, posting with its objections and the risk panel are demanded above this sum, đồng; 0: always.</param>
/// <param name="OverlapMonths">How far back support for the same purpose counts as overlap.</param>
/// <param name="OnceInYears">House and livelihood: not again within so many years; null: no such limit.</param>
/// <param name="Decision">Number of the decision that issued it; empty for the default.</param>
public sealed record SpendingRule(
    Guid? Id, string Purpose, long? CeilingVnd, IReadOnlyList<SignatureStep> Steps, bool NeedsMeeting, bool NeedsPosting, bool ShortAllowed, int PostingDays,
    long FullFileOverVnd, int OverlapMonths, int? OnceInYears, string Decision)
{
    /// <summary>What holds where a unit has issued no rule: no ceiling, one signature, the full course from 5 million đồng on.</summary>
    public static SpendingRule Default(string purpose)
    {
        var sudden = purpose is Purposes.Tet or Purposes.Hunger or Purposes.Hardship;
        return new SpendingRule(
            null, purpose, null, [new SignatureStep(0, 1)], !sudden, !sudden, sudden, 7, 5_000_000, 12,
            purpose switch { Purposes.House => 5, Purposes.Livelihood => 3, _ => null }, "");
    }

    /// <summary>Different approvers for a sum; at least 1.</summary>
    public int SignaturesFor(long amountVnd) =>
        Math.Max(1, Steps.Where(step => step.FromVnd <= amountVnd).OrderBy(step => step.FromVnd).LastOrDefault()?.Signatures ?? 1);

    /// <summary>Whether votes, photos, posting and the risk panel are demanded for a sum.</summary>
    public bool IsFullFile(long amountVnd) => amountVnd > FullFileOverVnd;

    /// <summary>Whether a grant of this kind and sum has to stand on the board.</summary>
    public bool DemandsPosting(string kind, long amountVnd) => !IsSpared(kind) && NeedsPosting && IsFullFile(amountVnd);

    public bool DemandsMeeting(string kind) => !IsSpared(kind) && NeedsMeeting;

    /// <summary>A short grant goes straight to its decision, but only where the rule of the day still allows that.</summary>
    public bool IsSpared(string kind) => kind == GrantKinds.AtOnce && ShortAllowed;

    /// <summary>Null: within the ceiling.</summary>
    public Refusal? WhyTooMuch(long amountVnd, string field) =>
        CeilingVnd is { } ceiling && amountVnd > ceiling ? Refusal.Invalid("grant.above_ceiling", field, new Money.Vnd(ceiling).ToString()) : null;
}
