using System.Globalization;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>What the list of cases is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record CaseListQuery(string? Search, string? Unit, string? Kind, string? State, Guid? Officer, bool Waiting, string? Sort, int Page, string Query)
{
    public static CaseListQuery Of(IQueryCollection query)
    {
        return new(
            Text("tim"), Text("xa"), Known("nhom", BeneficiaryKinds.All), Known("trang-thai", CaseStates.All), Guid.TryParse(Text("can-bo"), out var officer) ? officer : null,
            Text("can") == "1", Text("xep"), int.TryParse(Text("trang"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1,
            QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        string? Known(string name, IReadOnlyList<string> all) => all.FirstOrDefault(value => value == Text(name));
    }

    public CaseFilter ToFilter(IReadOnlyList<Guid> units) => new(units, Search, Kind, State, Officer, Waiting, Sort ?? "-code", Page);
}
