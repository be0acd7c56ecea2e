using DayForThePoor.Core;
using DayForThePoor.Web.HandOvers.Funds;
using DayForThePoor.Web.HandOvers.Offices;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.HandOvers.Printing;

/// <summary>Minutes as PDF, to be signed with ink and filed. The same minutes give the same file whenever they are asked for.</summary>
public static class HandOverPrint
{
    public static async Task<IResult> Fund(
        Guid id, HttpContext http, HandOverRecords records, HandOverSight sight, IRegistry registry, Installation installation, CancellationToken cancellation)
    {
        var units = await sight.Units(http.Actor(), cancellation);
        if (await records.Find(id, cancellation) is not { } record || !record.Sides.Any(side => units.Contains(side.UnitId)))
            return Refusal.NotFound("handover.unknown").ToResult();
        var known = await registry.Current(cancellation);
        var sheet = FundSheet.Of(record, known.LetterheadOf(record.FundId, record.ClosingOn));
        return Pdf(http, sheet, MinuteParts.Word("Fund.Title"), $"ban-giao-quy-{record.Minute.Fund}", record.ClosingOn, record.State == HandOverStates.Withdrawn, installation);
    }

    public static async Task<IResult> Office(
        Guid id, HttpContext http, OfficeRecords records, HandOverSight sight, IRegistry registry, Installation installation, CancellationToken cancellation)
    {
        var units = await sight.Units(http.Actor(), cancellation);
        if (await records.Find(id, cancellation) is not { } record || !units.Contains(record.UnitId)) return Refusal.NotFound("handover.unknown").ToResult();
        var known = await registry.Current(cancellation);
        var fund = known.Funds.Values.Where(f => f.UnitId == record.UnitId).OrderByDescending(f => f.Kind, StringComparer.Ordinal).First();
        var sheet = OfficeSheet.Of(record, known.LetterheadOf(fund.Id, record.Minute.HandedOn));
        return Pdf(
            http, sheet, MinuteParts.Word($"Office.Title.{record.Office}"), $"ban-giao-cong-viec-{known.UnitsNow[record.UnitId].Code}", record.Minute.HandedOn,
            record.State == OfficeStates.Withdrawn, installation);
    }

    private static IResult Pdf(HttpContext http, IReadOnlyList<Block> sheet, string title, string name, DateOnly day, bool withdrawn, Installation installation)
    {
        var words = ReceiptWords.Vietnamese;
        var marks = new PaperMarks(withdrawn ? MinuteParts.Word("Withdrawn") : null, installation.Demo ? words["Mark.Demo"] : null);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}.pdf\"";
        return Results.File(Paper.Write(new PaperAbout(title, day), paper => paper.Pages(sheet, title, marks)), "application/pdf");
    }
}
