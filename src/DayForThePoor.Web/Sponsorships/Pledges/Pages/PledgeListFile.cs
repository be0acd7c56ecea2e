using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Pledges.Pages;

/// <summary>The list of pledges as a file for the staff: the very filter of the page, all its rows.</summary>
public static class PledgeListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, PledgeSight sight, PledgeQueries pledges, IRegistry registry, TimeProvider clock, IStringLocalizer<PledgeTexts> texts,
        IStringLocalizer<SponsorshipTexts> words, CancellationToken cancellation)
    {
        var asked = PledgeListQuery.Of(http.Request.Query);
        var units = await sight.Units(http.Actor(), asked.Unit, cancellation);
        if (!units.TryGet(out var seen)) throw new AccessDenied(units.Refusals[0]);
        var (known, filter) = (await registry.Current(cancellation), asked.ToFilter(seen));
        IReadOnlyList<TableColumn> columns =
        [
            new(texts["Field.SponsorCode"], Width: 14), TableColumn.Wide(texts["Field.Sponsor"]), new(texts["Field.CaseCode"], Width: 16), TableColumn.Wide(texts["Field.Person"]),
            TableColumn.Wide(texts["Field.Unit"]), new(texts["Field.Purpose"], Width: 18), new(texts["Field.Channel"], Width: 24), TableColumn.Amount(texts["Field.Amount"]),
            new(texts["Field.Quantity"]), new(texts["Field.Frequency"], Width: 14), TableColumn.Date(texts["Field.StartsOn"]), TableColumn.Date(texts["Field.EndsOn"]),
            new(texts["Field.State"], Width: 16), TableColumn.Amount(words["Received"]), TableColumn.Amount(texts["Field.DeliveredDirectly"]), TableColumn.Amount(texts["Field.Undecided"]),
        ];
        var rows = TableFile.EveryPage(
            PledgeQueries.MaxPageSize,
            async page => (await pledges.List(filter with { Page = page, PageSize = PledgeQueries.MaxPageSize }, cancellation)).Items,
            p =>
            [
                p.SponsorCode, p.Sponsor, p.CaseCode, p.Person, known.UnitsNow[p.UnitId].Name, p.Purpose is null ? null : words[$"Purpose.{p.Purpose}"].Value,
                words[$"Channel.{p.Channel}"].Value, p.AmountVnd == 0 ? null : p.AmountVnd, p.Quantity is { } goods ? $"{goods:0.###} {p.GoodsUnit} {p.Goods}" : null,
                words[$"Frequency.{p.Frequency}"].Value, p.StartsOn, p.EndedOn ?? p.EndsOn, words[$"State.{p.State}"].Value, p.ReceivedVnd, p.DeliveredDirectlyVnd, p.UndecidedVnd,
            ]);
        return new TableFile($"cam-ket-do-dau-{Shown.Iso(VietnamTime.TodayIn(clock))}", columns, rows).As(kind, cancellation);
    }
}
