using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Receipts.Transfers;

/// <summary>The memo of a donation QR. The code of a campaign stands first, so that a bank that cuts memos leaves it whole.</summary>
public static class CampaignMemo
{
    /// <summary>
    /// "DN2345WX BL1025": code and words; the campaign's own code where no words are given. Without a campaign only the words.
    /// Codes: donation.campaign_unknown, donation.account_other_fund.
    /// </summary>
    /// <param name="campaign">The campaign's code; null or empty: none.</param>
    public static async Task<Outcome<string>> Of(
        Actor by, BankAccount account, string? campaign, string? words, IRegistry registry, IMessageBus bus, CancellationToken cancellation)
    {
        var typed = words?.Trim() ?? "";
        if (string.IsNullOrWhiteSpace(campaign)) return typed;
        var known = await registry.Current(cancellation);
        if (known.CampaignByCode(account.UnitId, campaign.Trim()) is not { } found) return Refusal.Invalid("donation.campaign_unknown", "campaign");
        if (account.CampaignId is { } kept && kept != found.Id) return Refusal.Invalid("donation.account_other_fund", "account", account.Code, found.Name);
        var issued = await bus.InvokeAsync<Outcome<CodeIssued>>(new IssueCampaignCode(by, account.UnitId, found.Id), cancellation);
        return issued.Then<string>(code => $"{code.Code} {(typed.Length > 0 ? typed : found.Code)}");
    }
}
