using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>The list of requests as a file: the very filter of the page, all its rows.</summary>
public static class GrantListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, GrantSight sight, GrantQueries grants, IRegistry registry, TimeProvider clock, IStringLocalizer<GrantPageTexts> texts, CancellationToken cancellation)
    {
        var asked = GrantListQuery.Of(http.Request.Query);
        var units = await sight.Units(http.Actor(), Permission.ReadGrants, asked.Unit, cancellation);
        if (!units.TryGet(out var seen)) throw new AccessDenied(units.Refusals[0]);
        var today = VietnamTime.TodayIn(clock);
        if (!asked.ToFilter(seen, today).TryGet(out var filter)) return Results.BadRequest();
        var known = await registry.Current(cancellation);
        IReadOnlyList<TableColumn> columns =
        [
            TableColumn.Date(texts["Field.RequestedOn"]), new(texts["Field.HouseholdCode"], Width: 18), TableColumn.Wide(texts["Field.Head"]), TableColumn.Wide(texts["Field.Hamlet"]),
            TableColumn.Wide(texts["Field.Unit"]), new(texts["Field.Class"], Width: 20), new(texts["Field.Purpose"], Width: 20), new(texts["Field.Kind"]), new(texts["Field.State"], Width: 20),
            TableColumn.Amount(texts["Field.Wished"]), TableColumn.Amount(texts["Field.Proposed"]), TableColumn.Amount(texts["Field.Approved"]), TableColumn.Date(texts["Field.ApprovedOn"]),
            new(texts["Field.Fund"], Width: 14),
        ];
        return new TableFile($"de-nghi-ho-tro-{Shown.Iso(today)}", columns, Rows(filter, grants, known, texts, cancellation)).As(kind, cancellation);
    }

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        GrantFilter filter, GrantQueries grants, RegistrySnapshot known, IStringLocalizer<GrantPageTexts> texts, CancellationToken cancellation) =>
        TableFile.EveryPage(
            GrantQueries.MaxPageSize,
            async page => (await grants.List(filter with { Page = page, PageSize = GrantQueries.MaxPageSize }, cancellation)).Items,
            grant =>
            [
                grant.RequestedOn, grant.HouseholdCode, grant.Head, grant.Hamlet, known.UnitsNow[grant.UnitId].Name, grant.Class is { } recognised ? texts[$"Class.{recognised}"].Value : null,
                texts[$"Purpose.{grant.Purpose}"].Value, texts[$"Kind.{grant.Kind}"].Value, texts[$"State.{grant.State}"].Value,
                grant.WishedVnd, grant.ProposedVnd, grant.ApprovedVnd, grant.ApprovedOn, grant.Fund,
            ]);
}
