using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Households.Pages;

/// <summary>The list of households as a file: the very filter of the page, all its rows. No ID number and nothing about health.</summary>
public static class HouseholdListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, HouseholdSight sight, IRegistry registry, HouseholdQueries households, TimeProvider clock,
        IStringLocalizer<HouseholdTexts> texts, CancellationToken cancellation)
    {
        var asked = HouseholdListQuery.Of(http.Request.Query);
        var units = await sight.Units(http.Actor(), Permission.ReadHouseholds, asked.Unit, cancellation);
        if (!units.TryGet(out var seen)) throw new AccessDenied(units.Refusals[0]);
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.Code"], Width: 20), TableColumn.Wide(texts["Field.Head"]), TableColumn.Wide(texts["Field.Hamlet"]), TableColumn.Wide(texts["Field.Unit"]),
            new(texts["Field.Class"], Width: 20), new(texts["Field.Year"]), new(texts["Field.People"]), new(texts["Field.Able"]), new(texts["Field.Certificate"]), new(texts["Field.Ended"]),
        ];
        var known = await registry.Current(cancellation);
        return new TableFile($"ho-ngheo-{Shown.Iso(VietnamTime.TodayIn(clock))}", columns, Rows(asked.ToFilter(seen), households, known, texts, cancellation)).As(kind, cancellation);
    }

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        HouseholdFilter filter, HouseholdQueries households, RegistrySnapshot known, IStringLocalizer<HouseholdTexts> texts, CancellationToken cancellation) =>
        TableFile.EveryPage(
            HouseholdQueries.MaxPageSize,
            async page =>
            {
                var found = await households.List(filter with { Page = page, PageSize = HouseholdQueries.MaxPageSize }, cancellation);
                return (IReadOnlyList<(HouseholdListRow Household, int Year)>)[.. found.Items.Select(household => (household, found.Year.GetValueOrDefault()))];
            },
            row =>
            [
                row.Household.Code, row.Household.Head, row.Household.Hamlet, known.UnitsNow[row.Household.UnitId].Name, texts[$"Class.{row.Household.Class}"].Value, (long)row.Year,
                (long)row.Household.People, row.Household.Able is { } able ? texts[$"Able.{able}"].Value : null, row.Household.Certificate,
                row.Household.Ended is { } ended ? texts[$"Kind.{ended}"].Value : null,
            ]);
}
