using System.Globalization;
using DayForThePoor.Core.Grants.Houses;

namespace DayForThePoor.Web.Grants.Houses.Pages;

/// <summary>What the list is asked in its address; the page and Biểu 04 read it alike.</summary>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record HouseListQuery(string? Search, string? Unit, Guid? Hamlet, string? State, string? Kind, int? Year, int Page, string Query)
{
    public static HouseListQuery Of(IQueryCollection query)
    {
        return new(
            Text("tim"), Text("xa"), Guid.TryParse(Text("thon"), out var hamlet) ? hamlet : null, HouseStates.All.FirstOrDefault(s => s == Text("buoc")),
            HouseKinds.All.FirstOrDefault(k => k == Text("loai")), Whole("nam", 9999), Whole("trang", 100_000) ?? 1, QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        int? Whole(string name, int most) =>
            int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(number, most) : null;
    }

    public HouseFilter ToFilter(IReadOnlyList<Guid> units) => new(units, Search, State, Kind, Hamlet, Year, Page);
}
