using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Office.Reports;

/// <summary>The report as csv or xlsx: the very question of the page.</summary>
public static class ReportFile
{
    public static async Task<IResult> Download(
        string kind, Viewer viewer, IRegistry registry, SponsorshipReport reports, ReportWords words, TimeProvider clock, IStringLocalizer<OfficeTexts> texts,
        IStringLocalizer<SponsorshipTexts> shared, CancellationToken cancellation, string? theo = null, string? xa = null, string? tu = null, string? den = null, Guid? nguoi = null, string? phan = null)
    {
        var known = await registry.Current(cancellation);
        var asked = ReportAsked.Of(known, await viewer.UnitsOf(Permission.ReadSponsorships, cancellation), xa, tu, den, theo, nguoi, phan, VietnamTime.TodayIn(clock), "tu", "den", "theo");
        if (!asked.TryGet(out var question)) return asked.Refusals.ToResult();
        var rows = await reports.Ask(question, cancellation);
        return new TableFile(
            $"nhan-do-dau-{Shown.Iso(question.From)}-{Shown.Iso(question.To)}",
            [
                TableColumn.Wide(texts[$"Report.By.{question.By}"]), TableColumn.Amount(texts["Report.Pledges"]), TableColumn.Amount(shared["Promised"]), TableColumn.Amount(shared["Received"]),
                TableColumn.Amount(texts["Report.Beside"]), TableColumn.Amount(shared["Delivered"]), TableColumn.Amount(texts["NotReceived"]), TableColumn.Amount(texts["Report.OtherDays"]),
                TableColumn.Amount(texts["ReceivedLessDelivered"]), TableColumn.Amount(texts["Report.GoodsDue"]), TableColumn.Amount(texts["Report.GoodsDelivered"]),
            ],
            rows.Select(row => (IReadOnlyList<object?>)
            [
                words.Name(question.By, row, known), (long)row.Pledges, row.PromisedVnd, row.ReceivedVnd, row.BesideVnd, row.DeliveredVnd, row.NotReceivedVnd, row.OtherDaysVnd,
                row.ReceivedLessDeliveredVnd, (long)row.GoodsDue, (long)row.GoodsDelivered,
            ])).As(kind, cancellation);
    }
}
