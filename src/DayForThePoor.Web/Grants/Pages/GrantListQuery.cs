using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Design;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>What the list of requests is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record GrantListQuery(
    string? Search, string? Unit, string? State, string? Purpose, string? Kind, Guid? Hamlet, string? From, string? To, string? Sort, int Page, string Query)
{
    public static GrantListQuery Of(IQueryCollection query)
    {
        return new(
            Text("tim"), Text("xa"), Known("buoc", GrantStates.All), Known("noi-dung", Purposes.All), Known("loai", GrantKinds.All),
            Guid.TryParse(Text("thon"), out var hamlet) ? hamlet : null, Text("tu"), Text("den"), Text("xep"),
            int.TryParse(Text("trang"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1, QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        string? Known(string name, IReadOnlyList<string> all) => all.FirstOrDefault(value => value == Text(name));
    }

    public Outcome<GrantFilter> ToFilter(IReadOnlyList<Guid> units, DateOnly today)
    {
        List<Refusal> no = [];
        var (first, last) = (Day(From, "tu"), Day(To, "den"));
        return no.Count > 0 ? no
            : new GrantFilter(units, Search, State is null ? null : [State], Purpose, Kind, Hamlet: Hamlet, From: first, To: last, Sort: Sort ?? "-requested", Page: Page);

        DateOnly? Day(string? typed, string field)
        {
            var day = TypedDate.Parse(typed, field, today);
            no.AddRange(day.Refusals);
            return day.IsRefused ? null : day.Value;
        }
    }
}
