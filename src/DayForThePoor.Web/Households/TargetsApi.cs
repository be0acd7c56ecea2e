using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Households;

/// <summary>Yearly plans against poverty and their results over HTTP.</summary>
public static class TargetsApi
{
    /// <inheritdoc cref="TargetView"/>
    public sealed record Row(string Unit, int Year, int? Planned, string? Decision, int? Before, int? Start, int? Left, int? Came, int? End, int? Reduced, bool? Reached);

    public sealed record Asked(string? Unit, int? Year, int? Households, string? Decision);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/households/targets", List).WithSummary("Poor households: the plan of each year and what the reviews say");
        api.MapPost("/households/targets", Set).WithSummary("Set a commune's plan of a year");
    }

    private static async Task<IResult> List(
        HttpContext http, HouseholdSight sight, Targets targets, IRegistry registry, CancellationToken cancellation, string? unit = null, int? year = null)
    {
        if (year is < 0 or > short.MaxValue) return Refusal.Invalid("household.year", "year").ToResult();
        var known = await registry.Current(cancellation);
        var units = await sight.Units(http.Actor(), Permission.ReadHouseholds, unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        var found = await targets.Of(seen, year, cancellation);
        return Results.Ok(new
        {
            items = found.Select(t => new Row(known.UnitsNow[t.UnitId].Code, t.Year, t.Planned, t.Decision, t.Before, t.Start, t.Left, t.Came, t.End, t.Reduced, t.Reached)),
            total = found.Count,
        });
    }

    private static async Task<IResult> Set(Asked asked, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var unit = (await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(asked.Unit ?? "")?.UnitId ?? Guid.Empty;
        var command = new SetTarget(http.Actor(), unit, new(asked.Year, asked.Households, asked.Decision));
        return (await bus.InvokeAsync<Outcome<bool>>(command, cancellation)).ToResult(_ => Results.NoContent());
    }
}
