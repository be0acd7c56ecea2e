using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>
/// Funds, campaigns and bank accounts to choose from. Fund and campaign are one choice ("20641-CT/BL1025"): one key less
/// to press for every gift, and no campaign can meet the wrong fund.
/// </summary>
public sealed class FundChoices(RegistrySnapshot known, IReadOnlyList<Guid> units, DateOnly today, IStringLocalizer<GiftTexts> texts)
{
    private const char Separator = '/';

    private IEnumerable<Fund> Funds => known.Funds.Values
        .Where(fund => units.Contains(fund.UnitId))
        .OrderBy(fund => known.UnitsNow[fund.UnitId].Code, StringComparer.Ordinal)
        .ThenByDescending(fund => fund.Kind, StringComparer.Ordinal); // VNN stands before CT

    public IReadOnlyList<Choice> FundsAlone => [.. Funds.Select(fund => new Choice(fund.Code, Name(fund)))];

    public IReadOnlyList<Choice> FundsAndCampaigns =>
    [
        .. Funds.SelectMany(fund => CampaignsOf(fund)
            .Select(campaign => new Choice($"{fund.Code}{Separator}{campaign.Code}", $"{Name(fund)} – {campaign.Name}{Ended(campaign)}"))
            .Prepend(new Choice(fund.Code, Name(fund)))),
    ];

    /// <summary>Accounts that may receive; the State Treasury's too.</summary>
    public IReadOnlyList<Choice> Accounts =>
    [
        .. known.Accounts.Values
            .Where(account => units.Contains(account.UnitId) && account.ClosedOn is null)
            .OrderBy(account => known.UnitsNow[account.UnitId].Code, StringComparer.Ordinal)
            .ThenByDescending(account => known.Funds[account.DefaultFundId].Kind, StringComparer.Ordinal) // as the funds, so that the first fits the first
            .ThenBy(account => account.Code, StringComparer.Ordinal)
            .Select(account => new Choice(
                account.Code, $"{account.Code} – {account.BankName} – {Name(known.Funds[account.DefaultFundId])}", known.Funds[account.DefaultFundId].Code)),
    ];

    /// <summary>Quỹ "Vì người nghèo", with the unit before it when there are several.</summary>
    public string Name(Fund fund) => units.Count == 1
        ? texts[$"Fund.{fund.Kind}"]
        : $"{known.UnitsNow[fund.UnitId].ShortName} – {texts[$"Fund.{fund.Kind}"]}";

    /// <summary>Vì người nghèo: for narrow columns.</summary>
    public string ShortName(Fund fund) => units.Count == 1
        ? texts[$"FundShort.{fund.Kind}"]
        : $"{known.UnitsNow[fund.UnitId].ShortName} – {texts[$"FundShort.{fund.Kind}"]}";

    public Fund? Find(string? choice) =>
        known.FundsByCode.TryGetValue(FundOf(choice), out var fund) && units.Contains(fund.UnitId) ? fund : null;

    public static string FundOf(string? choice) => (choice ?? "").Split(Separator, 2)[0];

    public static string? CampaignOf(string? choice) => (choice ?? "").Split(Separator, 2) is [_, var campaign] ? campaign : null;

    public static string Of(string fund, string? campaign) => campaign is null ? fund : $"{fund}{Separator}{campaign}";

    private IEnumerable<Campaign> CampaignsOf(Fund fund) =>
        known.Campaigns.Values.Where(campaign => campaign.FundId == fund.Id).OrderByDescending(campaign => campaign.StartsOn);

    private string Ended(Campaign campaign) => campaign.EndsOn < today ? $" {texts["Campaign.Ended"]}" : "";
}
