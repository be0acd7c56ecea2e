using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <param name="Kinds">One, or several that are too small to be told apart.</param>
public sealed record SummaryGroup(IReadOnlyList<string> Kinds, int Cases, int SlotsSponsored, int SlotsOpen, long PromisedVnd, long ReceivedVnd, long DeliveredVnd);

/// <param name="Communes">Codes; several where each alone has too few cases.</param>
public sealed record SummaryPlace(string Place, IReadOnlyList<string> Communes, IReadOnlyList<SummaryGroup> Groups);

/// <param name="Place">Of <see cref="SummaryPlace"/>.</param>
/// <param name="AgeBand">0_5, 6_10, 11_14, 15_17, 18_22, 60_up, 80_up; null without a public consent.</param>
public sealed record SummaryWaiting(string Place, string Case, string? AgeBand, IReadOnlyList<WaitingNeed> Needs);

/// <summary>Figures of a year up to a day, and who waits for a sponsor.</summary>
/// <param name="LeastCases">No group is told of with fewer cases.</param>
public sealed record SummaryAnswer(
    int Year, DateOnly On, int LeastCases, IReadOnlyList<SummaryPlace> Places, IReadOnlyList<SummaryWaiting> Waiting, int WaitingTotal, int Page, int PageSize);

/// <summary><c>GET /api/public/sponsorship/summary?unit=20641&amp;page=1</c>, open to everybody.</summary>
public static class SummaryApi
{
    public static async Task<IResult> Get(
        string? unit, int? page, HttpContext http, PublicSummaries summaries, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var summary = await summaries.Read(unit, Math.Clamp(page ?? 1, 1, 100_000), cancellation);
        // Asked anew each time: an age whose consent was withdrawn must not come from somebody's copy.
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new SummaryAnswer(
            summary.Figures.On.Year, summary.Figures.On, SmallGroups.Least,
            [.. summary.Places.Where(place => place.Figures is not null && (summary.Chosen is null || place == summary.Chosen)).Select(Of)],
            [.. summary.Waiting.Cases.Select(waits => new SummaryWaiting(summary.PlaceOf(waits.UnitId, known).Key, waits.Case, waits.AgeBand, waits.Needs))],
            summary.Waiting.Total, summary.Waiting.Page, WaitingCases.PageSize));
    }

    private static SummaryPlace Of(PublicPlace place) =>
        new(place.Key, [.. place.Communes.Select(commune => commune.Code)], [.. place.Figures!.Groups.Select(group => Of(group.Kinds, group.Figures))]);

    private static SummaryGroup Of(IReadOnlyList<string> kinds, SponsorshipFigures f) =>
        new(kinds, f.Cases, f.SlotsSponsored, f.SlotsOpen, f.PromisedVnd, f.ReceivedVnd, f.DeliveredVnd);
}
