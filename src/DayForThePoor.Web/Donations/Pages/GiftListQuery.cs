using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>What the list of gifts is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Fund">Fund and campaign, see <see cref="FundChoices"/>.</param>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record GiftListQuery(string? Search, string? Fund, string? Channel, string? Status, string? From, string? To, string? Sort, int Page, string Query)
{
    private const string AwaitingCash = "awaiting";

    public static readonly IReadOnlyList<string> Statuses = [GiftWords.Recorded, AwaitingCash, GiftWords.Void, GiftWords.Replaced];

    public static GiftListQuery Of(IQueryCollection query)
    {
        return new(Text("tim"), Text("quy"), Text("kenh"), Text("tt"), Text("tu"), Text("den"), Text("xep"),
            int.TryParse(Text("trang"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1,
            QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    /// <param name="units">Those whose gifts the person may read.</param>
    public Outcome<GiftFilter> ToFilter(IReadOnlyList<Guid> units, RegistrySnapshot known, DateOnly today)
    {
        List<Refusal> no = [];
        var from = Day(From, "tu");
        var to = Day(To, "den");
        if (no.Count > 0) return no;

        // An unknown or foreign fund finds nothing, rather than everything.
        var fund = Fund is null ? null : known.FundsByCode.GetValueOrDefault(FundChoices.FundOf(Fund));
        var campaign = fund is not null && FundChoices.CampaignOf(Fund) is { } code ? known.CampaignByCode(fund.UnitId, code) : null;
        return new GiftFilter(
            units, Search, Fund is null ? null : fund?.Id ?? Guid.Empty, Channel, campaign?.Id, Status == AwaitingCash ? null : Status,
            from, to, Status == AwaitingCash, Sort ?? "-date", Page);

        DateOnly? Day(string? typed, string field)
        {
            var read = TypedDate.Parse(typed, field, today);
            no.AddRange(read.Refusals);
            return read.IsRefused ? null : read.Value;
        }
    }
}
