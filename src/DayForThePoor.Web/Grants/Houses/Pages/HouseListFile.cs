using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Houses.Pages;

/// <summary>Biểu 04 as a file: the very filter of the page, all its rows, a column for each source.</summary>
public static class HouseListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, HouseSight sight, IRegistry registry, HouseQueries houses, TimeProvider clock, IStringLocalizer<HouseTexts> texts, CancellationToken cancellation)
    {
        var asked = HouseListQuery.Of(http.Request.Query);
        var units = await sight.Units(http.Actor(), Permission.ReadGrants, asked.Unit, cancellation);
        if (!units.TryGet(out var seen)) throw new AccessDenied(units.Refusals[0]);
        IReadOnlyList<TableColumn> columns =
        [
            TableColumn.Wide(texts["Field.Head"]), TableColumn.Wide(texts["Field.Hamlet"]), TableColumn.Wide(texts["Field.Unit"]), new(texts["Field.Kind"]), new(texts["Field.State"]),
            TableColumn.Date(texts["Field.StartedOn"]), TableColumn.Date(texts["Field.HandedOverOn"]), TableColumn.Amount(texts["Field.Value"]),
            .. HouseSources.All.Select(source => TableColumn.Amount(texts[$"Source.{source}"])),
        ];
        var known = await registry.Current(cancellation);
        return new TableFile($"bieu-04-nha-dai-doan-ket-{Shown.Iso(VietnamTime.TodayIn(clock))}", columns, Rows(asked.ToFilter(seen), houses, known, texts, cancellation)).As(kind, cancellation);
    }

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        HouseFilter filter, HouseQueries houses, RegistrySnapshot known, IStringLocalizer<HouseTexts> texts, CancellationToken cancellation) =>
        TableFile.EveryPage(
            HouseQueries.MaxPageSize,
            async page => (await houses.List(filter with { Page = page, PageSize = HouseQueries.MaxPageSize }, cancellation)).Items,
            house =>
            [
                house.Head, house.Hamlet, known.UnitsNow[house.UnitId].Name, texts[$"Kind.{house.Kind}"].Value, texts[$"State.{house.State}"].Value, house.StartedOn, house.HandedOverOn, house.Value,
                .. HouseSources.All.Select(source => house.ByKind.TryGetValue(source, out var amount) ? (object?)amount : null),
            ]);
}
