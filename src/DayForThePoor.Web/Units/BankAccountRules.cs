using System.Text.RegularExpressions;
using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Units;

/// <summary>Kinds of account that hold a fund's money outside the cash box.</summary>
public static class AccountKinds
{
    public const string Bank = "bank";

    /// <summary>Kho bạc Nhà nước: no BIN, no VietQR, statements by hand.</summary>
    public const string Treasury = "treasury";
}

/// <summary>Every rule about adding a bank account. Pure.</summary>
public static partial class BankAccountRules
{
    [GeneratedRegex("^[A-Z0-9]{2,8}$")]
    private static partial Regex Suffix { get; }

    [GeneratedRegex("^[0-9]{6,19}$")]
    private static partial Regex Digits { get; }

    public static Outcome<BankAccount> Check(BankAccountForm form, Guid unitId, RegistrySnapshot known, DateOnly today)
    {
        List<Refusal> no = [];
        var unit = known.UnitsNow[unitId];
        var code = (form.Code ?? "").Trim().ToUpperInvariant();
        var number = Spaced.Replace(form.Number ?? "", "");
        var openedOn = form.OpenedOn ?? today;

        if (!code.StartsWith($"{unit.Code}-", StringComparison.Ordinal) || !Suffix.IsMatch(code[(unit.Code.Length + 1)..]))
            no.Add(Refusal.Invalid("account.code", "code", unit.Code));
        else if (known.AccountsByCode.ContainsKey(code)) no.Add(Refusal.Conflict("account.code_known", "code", code));

        var bankName = CheckBank(form, no);
        if (!Digits.IsMatch(number)) no.Add(Refusal.Invalid("account.number", "number"));
        else if (known.Accounts.Values.FirstOrDefault(a => a.Bin == form.Bin && a.Number == number && a.ClosedOn is null) is { } twin)
            no.Add(Refusal.Conflict("account.number_known", "number", twin.Code));
        if (openedOn > today) no.Add(Refusal.Invalid("account.opened_in_future", "openedOn", VietnamTime.Text(openedOn)));

        var holder = CleanText.CheckRequired(form.Holder, "holder");
        var branch = CleanText.Check(form.Branch, "branch");
        no.AddRange([.. holder.Refusals, .. branch.Refusals]);
        var fund = known.FundsByCode.GetValueOrDefault(form.DefaultFund ?? "");
        if (fund?.UnitId != unitId)
        {
            no.Add(Refusal.Invalid("account.foreign_fund", "defaultFund"));
            return no;
        }
        var campaign = CheckCampaign(form.Campaign, fund, known, no);
        if (no.Count > 0) return no;

        return new BankAccount(
            Ids.Of("bank-account", code), unitId, code, form.Kind!, form.Bin, bankName, branch.Value, number, holder.Value, openedOn, null, fund.Id, campaign?.Id);
    }

    [GeneratedRegex(@"[\s.\-]")]
    private static partial Regex Spaced { get; }

    private static string CheckBank(BankAccountForm form, List<Refusal> no)
    {
        switch (form.Kind)
        {
            case AccountKinds.Treasury:
                if (form.Bin is not null) no.Add(Refusal.Invalid("account.treasury_has_no_bin", "bin"));
                return UnitTexts.OnPaper("account.treasury");
            case AccountKinds.Bank:
                if (Banks.ByBin.GetValueOrDefault(form.Bin ?? "") is { } bank) return bank.ShortName;
                no.Add(Refusal.Invalid("account.bin_unknown", "bin"));
                return "";
            default:
                no.Add(Refusal.Invalid("account.kind_unknown", "kind"));
                return "";
        }
    }

    /// <summary>One separate account for each campaign (NĐ 93/2021 Đ.9.1a).</summary>
    private static Campaign? CheckCampaign(string? code, Fund fund, RegistrySnapshot known, List<Refusal> no)
    {
        if (code is null or "") return null;
        var campaign = known.CampaignByCode(fund.UnitId, code);
        if (campaign?.FundId != fund.Id) no.Add(Refusal.Invalid("account.foreign_campaign", "campaign"));
        else if (known.Accounts.Values.Any(a => a.CampaignId == campaign.Id)) no.Add(Refusal.Conflict("account.campaign_has_account", "campaign", campaign.Name));
        return campaign;
    }
}
