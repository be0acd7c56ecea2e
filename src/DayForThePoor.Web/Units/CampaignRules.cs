using System.Globalization;
using System.Text.RegularExpressions;
using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Units;

/// <param name="Account">The account that will be kept for the campaign alone.</param>
public sealed record CheckedCampaign(Campaign Campaign, BankAccount? Account);

/// <summary>Every rule about opening a campaign. Pure.</summary>
public static partial class CampaignRules
{
    /// <summary>Longest reception of a relief campaign, first and last day counted (NĐ 93/2021 Đ.8.2).</summary>
    public const int MaxReliefDays = 90;

    [GeneratedRegex("^[A-Z0-9]{2,12}$")]
    private static partial Regex Code { get; }

    public static Outcome<CheckedCampaign> Check(CampaignForm form, Guid unitId, RegistrySnapshot known, DateOnly today)
    {
        List<Refusal> no = [];
        var code = (form.Code ?? "").Trim().ToUpperInvariant();
        if (!Code.IsMatch(code)) no.Add(Refusal.Invalid("campaign.code", "code"));
        else if (known.CampaignByCode(unitId, code) is not null) no.Add(Refusal.Conflict("campaign.code_known", "code", code));
        var name = CleanText.CheckRequired(form.Name, "name");
        no.AddRange(name.Refusals);
        var startsOn = form.StartsOn ?? today;
        if (form.EndsOn < startsOn) no.Add(Refusal.Invalid("campaign.ends_before_start", "endsOn", VietnamTime.Text(startsOn)));

        var fund = known.FundsByCode.GetValueOrDefault(form.Fund ?? "");
        if (fund?.UnitId != unitId)
        {
            no.Add(Refusal.Invalid("campaign.foreign_fund", "fund"));
            return no;
        }
        var relief = fund.Kind == FundKinds.Relief;
        var account = CheckAccount(form.Account, fund, relief, known, no);
        var appeal = relief ? CheckRelief(form, startsOn, known, no) : null;
        if (no.Count > 0) return no;

        return new CheckedCampaign(
            new Campaign(
                Ids.Of("campaign", unitId, code), unitId, fund.Id, code, name.Value,
                appeal?.Number, appeal?.Date, appeal?.IssuerId, startsOn, form.EndsOn),
            account);
    }

    private sealed record Appeal(string Number, DateOnly Date, Guid IssuerId);

    /// <summary>A relief campaign belongs to an appeal and takes gifts for a limited time.</summary>
    private static Appeal? CheckRelief(CampaignForm form, DateOnly startsOn, RegistrySnapshot known, List<Refusal> no)
    {
        if (form.EndsOn is not { } endsOn) no.Add(Refusal.Invalid("campaign.end_missing", "endsOn", Days));
        else if (endsOn.DayNumber - startsOn.DayNumber + 1 > MaxReliefDays)
            no.Add(Refusal.Invalid("campaign.window_too_long", "endsOn", Days, VietnamTime.Text(startsOn.AddDays(MaxReliefDays - 1))));

        var number = CleanText.Check(form.AppealNumber, "appealNumber", 60);
        no.AddRange(number.Refusals);
        if (number.TryGet(out var written) && written.Length == 0) no.Add(Refusal.Invalid("campaign.appeal_missing", "appealNumber"));
        if (form.AppealDate is not { } date) no.Add(Refusal.Invalid("campaign.appeal_missing", "appealDate"));
        else if (date > startsOn) no.Add(Refusal.Invalid("campaign.appeal_after_start", "appealDate", VietnamTime.Text(startsOn)));
        var issuer = known.UnitsByCode.GetValueOrDefault(form.AppealUnit ?? "");
        if (issuer?.Kind is not (UnitKinds.Centre or UnitKinds.Province)) no.Add(Refusal.Invalid("campaign.appeal_unit", "appealUnit"));
        return no.Count > 0 ? null : new Appeal(number.Value, form.AppealDate!.Value, issuer!.UnitId);
    }

    /// <summary>An account of its own for each relief campaign, shared with no other and with no permanent fund (NĐ 93/2021 Đ.9.1a).</summary>
    private static BankAccount? CheckAccount(string? code, Fund fund, bool relief, RegistrySnapshot known, List<Refusal> no)
    {
        if (code is null or "")
        {
            if (relief) no.Add(Refusal.Invalid("campaign.account_missing", "account"));
            return null;
        }
        var account = known.AccountsByCode.GetValueOrDefault(code);
        if (account?.DefaultFundId != fund.Id || account.ClosedOn is not null) no.Add(Refusal.Invalid("campaign.foreign_account", "account", fund.Code));
        else if (account.CampaignId is not null) no.Add(Refusal.Conflict("campaign.account_shared", "account", account.Code));
        return account;
    }

    private static string Days => MaxReliefDays.ToString(NumberFormatInfo.InvariantInfo);
}
