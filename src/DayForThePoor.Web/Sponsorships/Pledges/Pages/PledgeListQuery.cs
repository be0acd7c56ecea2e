using System.Globalization;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Web.Sponsorships.Pledges.Pages;

/// <summary>What the list of pledges is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record PledgeListQuery(string? Search, string? Unit, string? State, string? Channel, bool Flagged, string? Sort, int Page, string Query)
{
    public static PledgeListQuery Of(IQueryCollection query)
    {
        return new(
            Text("tim"), Text("xa"), Known("buoc", PledgeStates.All), Known("cach", PledgeChannels.All), Text("cho") is not null, Text("xep"),
            int.TryParse(Text("trang"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1, QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        string? Known(string name, IReadOnlyList<string> all) => all.FirstOrDefault(value => value == Text(name));
    }

    public PledgeFilter ToFilter(IReadOnlyList<Guid> units) => new(units, Search, State, Channel, Flagged: Flagged, Sort: Sort ?? "-offered", Page: Page);
}
