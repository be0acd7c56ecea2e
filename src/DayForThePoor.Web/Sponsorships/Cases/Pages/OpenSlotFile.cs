using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>Needs that wait for a sponsor as a file for the staff: the very filter of the page, all its rows.</summary>
public static class OpenSlotFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, CaseSight sight, SlotQueries slots, IRegistry registry, TimeProvider clock, IStringLocalizer<CaseTexts> texts,
        IStringLocalizer<SponsorshipTexts> words, CancellationToken cancellation)
    {
        var asked = OpenSlotQuery.Of(http.Request.Query);
        var units = await sight.Units(http.Actor(), Permission.ReadSponsorships, asked.Unit, cancellation);
        if (!units.TryGet(out var seen)) throw new AccessDenied(units.Refusals[0]);
        var known = await registry.Current(cancellation);
        var filter = asked.ToFilter(seen);
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.Code"]), TableColumn.Wide(texts["Field.Name"]), TableColumn.Wide(texts["Field.Kind"]), TableColumn.Wide(texts["Field.Hamlet"]), TableColumn.Wide(texts["Field.Unit"]),
            new(texts["Field.Purpose"], Width: 20), TableColumn.Amount(texts["Slot.Monthly"]), new(texts["Field.Goods"], Width: 24), TableColumn.Amount(texts["Slot.RoomYearly"]),
            TableColumn.Date(texts["Field.From"]), TableColumn.Date(texts["Slots.LastDay"]),
        ];
        var rows = TableFile.EveryPage<OpenSlotRow>(
            SlotQueries.PageSize,
            async page => (await slots.Open(filter with { Page = page }, cancellation)).Items,
            row =>
            [
                row.Code, row.Name, words[$"Kind.{row.Kind}"].Value, row.Hamlet, known.UnitsNow[row.UnitId].Name, words[$"Purpose.{row.Slot.Purpose}"].Value,
                row.Slot.Kind == SlotRow.Money ? row.Slot.AmountVnd : null,
                row.Slot.Kind == SlotRow.Money ? null : texts["Slot.Goods", CasePage.Quantity(row.Slot.Quantity), row.Slot.Unit, row.Slot.Goods].Value,
                row.Slot.Kind == SlotRow.Money ? row.Slot.RoomVnd : null, row.Slot.StartsOn, row.Slot.EndsOn,
            ]);
        return new TableFile($"phan-do-dau-con-trong-{Shown.Iso(VietnamTime.TodayIn(clock))}", columns, rows).As(kind, cancellation);
    }
}
