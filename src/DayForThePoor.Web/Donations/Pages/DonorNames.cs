using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>Names that the unit has written before, for the donor field. Asked by a form and not by an address: addresses
/// are logged, and a donor's name must not be.</summary>
public static class DonorNames
{
    public static async Task<IResult> Find(
        [FromForm] string? quy, [FromForm] string? ten, Viewer viewer, IRegistry registry, GiftQueries gifts, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var held = await viewer.UnitsOf(Permission.RecordGifts, cancellation);
        if (!known.FundsByCode.TryGetValue(FundChoices.FundOf(quy), out var fund) || !held.Any(unit => known.Contains(unit, fund.UnitId)))
            return Results.Json(Array.Empty<string>());
        return Results.Json(await gifts.Names(fund.UnitId, ten ?? "", cancellation));
    }
}
