using System.Globalization;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>What the list of open slots is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Empty">Only those that nobody fills at all.</param>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record OpenSlotQuery(string? Search, string? Unit, string? Kind, string? Purpose, bool Empty, int Page, string Query)
{
    public static OpenSlotQuery Of(IQueryCollection query)
    {
        return new(
            Text("tim"), Text("xa"), Known("nhom", BeneficiaryKinds.All), Known("noi-dung", SlotPurposes.All), Text("muc") == "trong",
            int.TryParse(Text("trang"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1, QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        string? Known(string name, IReadOnlyList<string> all) => all.FirstOrDefault(value => value == Text(name));
    }

    public OpenSlotFilter ToFilter(IReadOnlyList<Guid> units) => new(units, Search, Kind, Purpose, Empty, Page);
}
