using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>
/// The legs by which lines leave the place that the import gave them: money in leaves income nobody had labelled, money
/// out leaves payments not yet told. None of them touches the bank itself.
/// </summary>
public static class MatchPostings
{
    /// <summary>The lines are what was announced and stands in transit.</summary>
    public static IReadOnlyList<Posting> Item(StatementAccount account, Side side, long amount) =>
        Move(account, side, amount, Far(Roles.InTransit, side, amount) with { AccountId = account.Id });

    /// <summary>Money in becomes income of a role (or of a campaign); money out becomes a charge or whatever the role says.</summary>
    /// <param name="source">Who gave, for income: <c>unlabelled</c> when nobody knows.</param>
    public static IReadOnlyList<Posting> Role(StatementAccount account, Side side, long amount, string role, Guid? campaign = null, string? source = null) =>
        Move(account, side, amount, Far(role, side, amount) with { AccountId = account.Id, CampaignId = campaign, Source = source });

    /// <summary>Money in that belongs to another fund of the unit: owed to it here, and its income there.</summary>
    public static (IReadOnlyList<Posting> Here, IReadOnlyList<Posting> There) Fund(
        StatementAccount account, long amount, Guid fund, Guid? campaign, string role = Roles.IncomeGifts, string? source = "unlabelled") =>
    (
        Move(account, Side.Credit, amount, Posting.Credit(Roles.DueToFund, amount) with { CounterFundId = fund }),
        [
            Posting.Debit(Roles.DueFromFund, amount) with { CounterFundId = account.FundId },
            Posting.Credit(role, amount) with { CampaignId = campaign, Source = source },
        ]
    );

    /// <summary>Money in and money out of one fund against each other: the bank moved it back, or between own accounts.</summary>
    public static IReadOnlyList<Posting> Pair(StatementAccount into, StatementAccount outOf, long amount) =>
        [Near(into, Side.Credit, amount), Near(outOf, Side.Debit, amount)];

    private static List<Posting> Move(StatementAccount account, Side side, long amount, Posting far) =>
        side == Side.Credit ? [Near(account, side, amount), far] : [far, Near(account, side, amount)];

    /// <summary>The leg that takes the money out of where the import put it, with the very dimensions that it put on it.</summary>
    private static Posting Near(StatementAccount account, Side side, long amount) => side == Side.Credit
        ? Posting.Debit(Roles.IncomeUnlabelled, amount) with { AccountId = account.Id, CampaignId = account.CampaignId, Source = "unlabelled" }
        : Posting.Credit(Roles.SuspenseDebits, amount) with { AccountId = account.Id };

    private static Posting Far(string role, Side side, long amount) =>
        side == Side.Credit ? Posting.Credit(role, amount) : Posting.Debit(role, amount);
}
