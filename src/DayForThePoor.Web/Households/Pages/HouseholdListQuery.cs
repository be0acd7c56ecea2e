using System.Globalization;
using DayForThePoor.Core.Households;

namespace DayForThePoor.Web.Households.Pages;

/// <summary>What the list is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record HouseholdListQuery(string? Search, string? Unit, Guid? Hamlet, string? Class, int? Year, int Page, string Query)
{
    public static HouseholdListQuery Of(IQueryCollection query)
    {
        return new(
            Text("tim"), Text("xa"), Guid.TryParse(Text("thon"), out var hamlet) ? hamlet : null,
            HouseholdClasses.All.FirstOrDefault(known => known == Text("loai")), Whole("nam", short.MaxValue), Whole("trang", 100_000) ?? 1, QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        int? Whole(string name, int most) =>
            int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(number, most) : null;
    }

    public HouseholdFilter ToFilter(IReadOnlyList<Guid> units) => new(units, Year, Search, Hamlet, Class, Page);
}
