using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>What lines become: the kind of the match and where their money then stands.</summary>
/// <param name="Kind">One of <see cref="MatchKinds"/>, except pair, which needs lines of both sides.</param>
/// <param name="Role">For income, fund and other; the kinds with a role of their own ignore it.</param>
/// <param name="FundId">The other fund, for kind fund.</param>
/// <param name="Source">Who gave, where it is known better than "unlabelled".</param>
public sealed record MatchTarget(string Kind, string? Role = null, Guid? FundId = null, Guid? CampaignId = null, string? Source = null)
{
    /// <summary>What money in can be without a paper of ours.</summary>
    public static readonly IReadOnlyList<string> IncomeRoles =
        [Roles.IncomeGifts, Roles.IncomeAllocated, Roles.IncomeBudget, Roles.IncomeInterest, Roles.IncomeOther, Roles.Advance];

    /// <summary>What a person may name beyond that, for either side.</summary>
    public static readonly IReadOnlyList<string> OtherRoles = [.. IncomeRoles, Roles.BankCharges, Roles.PendingDecision];

    public static readonly MatchTarget Item = new(MatchKinds.Item);
    public static readonly MatchTarget General = new(MatchKinds.General);
    public static readonly MatchTarget Charge = new(MatchKinds.Charge);

    /// <summary>
    /// Money in that goes back to whoever sent it: from this decision on it is on its way out, and the line by which the
    /// bank sends it back proves it like any other announced payment.
    /// </summary>
    public static readonly MatchTarget Return = new(MatchKinds.Other, Roles.InTransit);

    public static MatchTarget Pending(Guid? campaign) => new(MatchKinds.Pending, CampaignId: campaign);

    /// <summary>Gifts for a campaign of the unit, be it of this book or of another.</summary>
    public static MatchTarget OfCampaign(StatementAccount account, Guid fund, Guid campaign) => fund == account.FundId
        ? new(MatchKinds.Income, Roles.IncomeGifts, CampaignId: campaign)
        : new(MatchKinds.Fund, Roles.IncomeGifts, fund, campaign);

    /// <summary>The role that the money has afterwards; null where it keeps the one it had.</summary>
    public string? RoleThen => Kind switch
    {
        MatchKinds.Item => Roles.InTransit,
        MatchKinds.Charge => Roles.BankCharges,
        MatchKinds.Pending => Roles.PendingDecision,
        MatchKinds.General or MatchKinds.Pair => null,
        MatchKinds.Fund => Role ?? Roles.IncomeGifts,
        _ => Role,
    };

    /// <summary>The book that the money stands in afterwards.</summary>
    public Guid FundThen(StatementAccount account) => Kind == MatchKinds.Fund ? FundId!.Value : account.FundId;

    /// <summary>Codes: matching.kind_unknown, matching.side_wrong, matching.role_wrong, matching.fund_missing, matching.fund_same.</summary>
    public Refusal? WhyNot(StatementAccount account, Side side)
    {
        if (Kind is MatchKinds.Pair || !MatchKinds.All.Contains(Kind)) return Refusal.Invalid("matching.kind_unknown", "kind");
        if (Only is { } only && only != side) return Refusal.Invalid("matching.side_wrong", "kind");
        if (Kind == MatchKinds.Income && !IncomeRoles.Contains(Role ?? "")) return Refusal.Invalid("matching.role_wrong", "role");
        if (this == Return) return side == Side.Credit ? null : Refusal.Invalid("matching.side_wrong", "kind");
        if (Kind == MatchKinds.Other && !OtherRoles.Contains(Role ?? "")) return Refusal.Invalid("matching.role_wrong", "role");
        if (Kind != MatchKinds.Fund) return null;
        if (!IncomeRoles.Contains(Role ?? Roles.IncomeGifts)) return Refusal.Invalid("matching.role_wrong", "role");
        if (FundId is null) return Refusal.Invalid("matching.fund_missing", "fund");
        return FundId == account.FundId ? Refusal.Invalid("matching.fund_same", "fund") : null;
    }

    /// <summary>The legs in the book of each fund that it touches; nothing for what the ledger holds already.</summary>
    public IReadOnlyList<BookLegs> Legs(StatementAccount account, Side side, long amount)
    {
        switch (Kind)
        {
            case MatchKinds.General:
                return [];
            case MatchKinds.Item:
                return [new(account.FundId, MatchPostings.Item(account, side, amount))];
            case MatchKinds.Fund:
                var (here, there) = MatchPostings.Fund(account, amount, FundId!.Value, CampaignId, RoleThen!, GiftSource);
                return [new(account.FundId, here), new(FundId.Value, there)];
            default:
                return [new(account.FundId, MatchPostings.Role(account, side, amount, RoleThen!, CampaignId, GiftSource))];
        }
    }

    /// <summary>The one side that the kind makes sense for; null: both.</summary>
    private Side? Only => Kind switch
    {
        MatchKinds.Income or MatchKinds.Fund or MatchKinds.Pending or MatchKinds.General => Side.Credit,
        MatchKinds.Charge => Side.Debit,
        _ => null,
    };

    /// <summary>Only gifts have a giver, known or not.</summary>
    private string? GiftSource => RoleThen is Roles.IncomeGifts ? Source ?? "unlabelled" : Source;
}

/// <summary>What a voucher posts in the book of one fund.</summary>
public sealed record BookLegs(Guid FundId, IReadOnlyList<Posting> Postings)
{
    /// <summary>Money in on one account and money out of another, against each other; across funds the two owe it to each other.</summary>
    public static IReadOnlyList<BookLegs> OfPair(StatementAccount into, StatementAccount outOf, long amount) => into.FundId == outOf.FundId
        ? [new(into.FundId, MatchPostings.Pair(into, outOf, amount))]
        :
        [
            new(into.FundId, [MatchPostings.Pair(into, outOf, amount)[0], Posting.Credit(Roles.DueToFund, amount) with { CounterFundId = outOf.FundId }]),
            new(outOf.FundId, [Posting.Debit(Roles.DueFromFund, amount) with { CounterFundId = into.FundId }, MatchPostings.Pair(into, outOf, amount)[1]]),
        ];
}
