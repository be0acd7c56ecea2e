using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Payments.Pages;

/// <summary>What the list of payments is asked in its address; the page and the file to download read it alike.</summary>
/// <param name="Query">As it stood in the address, with its question mark, or empty.</param>
public sealed record PaymentListQuery(string? Search, string? Fund, string? State, string? Channel, string? From, string? To, string? Sort, int Page, string Query)
{
    public static PaymentListQuery Of(IQueryCollection query)
    {
        return new(Text("tim"), Text("quy"), Text("tt"), Text("kenh"), Text("tu"), Text("den"), Text("xep"),
            int.TryParse(Text("trang"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1,
            QueryString.Create(query).Value ?? "");

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    /// <param name="units">Those whose payments the person may read.</param>
    public Outcome<PaymentFilter> ToFilter(IReadOnlyList<Guid> units, RegistrySnapshot known, DateOnly today)
    {
        var (from, to) = (TypedDate.Parse(From, "tu", today), TypedDate.Parse(To, "den", today));
        Refusal[] no = [.. from.Refusals, .. to.Refusals];
        if (no.Length > 0) return no;
        // An unknown or foreign fund finds nothing, rather than everything.
        var fund = Fund is null ? (Guid?)null : known.FundsByCode.GetValueOrDefault(Fund)?.Id ?? Guid.Empty;
        return new PaymentFilter(units, Search, fund, State, Channel, false, from.Value, to.Value, null, Sort ?? "-date", Page);
    }
}
