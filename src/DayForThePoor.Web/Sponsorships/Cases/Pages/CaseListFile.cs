using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>The list of cases as a file for the staff: the very filter of the page, all its rows.</summary>
public static class CaseListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, CaseSight sight, CaseQueries cases, IRegistry registry, TimeProvider clock, IStringLocalizer<CaseTexts> texts,
        IStringLocalizer<SponsorshipTexts> words, CancellationToken cancellation)
    {
        var asked = CaseListQuery.Of(http.Request.Query);
        var units = await sight.Units(http.Actor(), Permission.ReadSponsorships, asked.Unit, cancellation);
        if (!units.TryGet(out var seen)) throw new AccessDenied(units.Refusals[0]);
        var known = await registry.Current(cancellation);
        var filter = asked.ToFilter(seen);
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.Code"]), TableColumn.Wide(texts["Field.Name"]), TableColumn.Date(texts["Field.Born"]), TableColumn.Wide(texts["Field.Kind"]),
            new(texts["Field.Household"], Width: 18), TableColumn.Wide(texts["Field.Hamlet"]), TableColumn.Wide(texts["Field.Unit"]), new(texts["Field.Officer"], Width: 26),
            TableColumn.Date(texts["Field.OpenedOn"]), new(texts["Field.State"], Width: 20), new(texts["Field.Slots"]), new(texts["Field.OpenSlots"]), new(texts["Field.Pledges"]),
        ];
        var rows = TableFile.EveryPage<CaseRow>(
            CaseQueries.MaxPageSize,
            async page => (await cases.List(filter with { Page = page, PageSize = CaseQueries.MaxPageSize }, cancellation)).Items,
            c =>
            [
                c.Code, c.Name, c.BirthDate, words[$"Kind.{c.Kind}"].Value, c.HouseholdCode, c.Hamlet, known.UnitsNow[c.UnitId].Name, c.Officer, c.OpenedOn,
                c.Stopped is { } stopped ? words[$"Life.{stopped}"].Value : texts[$"State.{c.State}"].Value, (long)c.Slots, (long)c.OpenSlots, (long)c.Pledges,
            ]);
        return new TableFile($"ho-so-do-dau-{Shown.Iso(VietnamTime.TodayIn(clock))}", columns, rows).As(kind, cancellation);
    }
}
