using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>What a line of an account may be said to be, when no open item announced it. Pure.</summary>
public static class Purposes
{
    /// <summary>As forms and addresses write it: "general", "charge", "role:income_interest", "campaign:BL1025", "fund:20641-VNN".</summary>
    public static string Value(this MatchTarget target, RegistrySnapshot known) => (target.Kind, target.CampaignId, target.FundId) switch
    {
        (MatchKinds.General or MatchKinds.Charge, _, _) => target.Kind,
        (_, { } campaign, _) => $"campaign:{known.Campaigns[campaign].Code}",
        (MatchKinds.Fund, _, { } fund) => $"fund:{known.Funds[fund].Code}",
        _ => $"role:{target.Role}",
    };

    private static readonly string[] IncomeRoles = [Roles.IncomeInterest, Roles.IncomeAllocated, Roles.IncomeBudget, Roles.IncomeOther];

    /// <summary>Those that mean the same on every account.</summary>
    public static IReadOnlyList<MatchTarget> OnEveryAccount(Side side) => side == Side.Debit
        ? [MatchTarget.Charge, new(MatchKinds.Other, Roles.Advance)]
        : [MatchTarget.General, .. IncomeRoles.Select(role => new MatchTarget(MatchKinds.Income, role)), new(MatchKinds.Other, Roles.Advance)];

    /// <summary>In the order in which a person is offered them.</summary>
    public static IReadOnlyList<MatchTarget> Of(BankAccount account, Side side, RegistrySnapshot known)
    {
        if (side == Side.Debit) return OnEveryAccount(side);
        var fund = account.DefaultFundId;
        return
        [
            MatchTarget.General,
            .. known.Campaigns.Values.Where(c => c.UnitId == account.UnitId && c.Id != account.CampaignId)
                .OrderBy(c => c.FundId != fund).ThenByDescending(c => c.StartsOn).ThenBy(c => c.Code, StringComparer.Ordinal)
                .Select(c => new MatchTarget(c.FundId == fund ? MatchKinds.Income : MatchKinds.Fund, Roles.IncomeGifts, c.FundId, c.Id)),
            // Relief money always belongs to a campaign (NĐ 93/2021 Đ.9.1a), so its fund alone is no purpose.
            .. known.Funds.Values.Where(f => f.UnitId == account.UnitId && f.Id != fund && f.Kind == FundKinds.ForThePoor)
                .Select(f => new MatchTarget(MatchKinds.Fund, Roles.IncomeGifts, f.Id)),
            .. OnEveryAccount(side).Skip(1),
        ];
    }

    /// <summary>Codes: bench.purpose_unknown.</summary>
    public static Outcome<MatchTarget> Parse(string? value, BankAccount account, Side side, RegistrySnapshot known, string field = "purpose") =>
        Find(Of(account, side, known), value, known, field);

    /// <inheritdoc cref="Parse(string?, BankAccount, Side, RegistrySnapshot, string)"/>
    public static Outcome<MatchTarget> Parse(string? value, Side side, RegistrySnapshot known, string field = "purpose") =>
        Find(OnEveryAccount(side), value, known, field);

    private static Outcome<MatchTarget> Find(IReadOnlyList<MatchTarget> offered, string? value, RegistrySnapshot known, string field) =>
        offered.FirstOrDefault(purpose => purpose.Value(known) == value) is { } found ? found : Refusal.Invalid("bench.purpose_unknown", field);

    /// <summary>A relief campaign takes only what came within its window; for the rest there is the queue of pending money.</summary>
    public static Refusal? WhyNotOn(MatchTarget purpose, DateOnly day, RegistrySnapshot known) =>
        purpose.CampaignId is { } id && known.Campaigns[id] is { EndsOn: { } ends } campaign && known.Funds[campaign.FundId].Kind == FundKinds.Relief
        && (day < campaign.StartsOn || day > ends)
            ? Refusal.Conflict("bench.campaign_closed", "purpose", campaign.Name, VietnamTime.Text(campaign.StartsOn), VietnamTime.Text(ends))
            : null;
}
