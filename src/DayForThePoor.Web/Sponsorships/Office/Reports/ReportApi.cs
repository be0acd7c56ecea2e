using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Office.Reports;

/// <summary>The report over HTTP.</summary>
public static class ReportApi
{
    /// <param name="Key">Of a unit its code, of a month yyyy-MM-01, of a sponsor or a pledge the id, of a purpose its code.</param>
    public sealed record RowView(
        string Key, string Name, int Pledges, long PromisedVnd, long ReceivedVnd, long BesideVnd, long DeliveredVnd, long NotReceivedVnd, long OtherDaysVnd, long ReceivedLessDeliveredVnd,
        int GoodsDue, int GoodsDelivered);

    public sealed record ReportView(DateOnly From, DateOnly To, string By, RowView Total, IReadOnlyList<RowView> Rows);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sponsorship/report", Report).WithTags("Sponsorships")
        .WithSummary("Promised, received and delivered within days, by unit, sponsor, purpose, month or pledge").Produces<ReportView>();

    private static async Task<IResult> Report(
        HttpContext http, IAccessPolicy access, IRegistry registry, SponsorshipReport reports, TimeProvider clock, CancellationToken cancellation,
        string? by = null, string? unit = null, string? from = null, string? to = null, Guid? sponsor = null, string? purpose = null)
    {
        List<Refusal> no = [];
        ReadScope.Date(from, "from", no);
        ReadScope.Date(to, "to", no);
        if (no.Count > 0) return no.ToResult();
        var known = await registry.Current(cancellation);
        var held = await access.UnitsOf(http.Actor(), Permission.ReadSponsorships, cancellation);
        var asked = ReportAsked.Of(known, held, unit, from, to, by, sponsor, purpose, VietnamTime.TodayIn(clock), "from", "to", "by");
        if (!asked.TryGet(out var question)) return asked.Refusals.ToResult();
        var rows = await reports.Ask(question, cancellation);
        return Results.Ok(new ReportView(question.From, question.To, question.By, View(SponsorshipReport.Total(rows)), [.. rows.Select(View)]));

        RowView View(ReportRow row)
        {
            var of = question.By == ReportGroups.Unit && Guid.TryParse(row.Key, out var id) ? known.UnitsNow[id] : null;
            return new(
                of?.Code ?? row.Key, of?.Name ?? row.Name ?? "", row.Pledges, row.PromisedVnd, row.ReceivedVnd, row.BesideVnd, row.DeliveredVnd, row.NotReceivedVnd, row.OtherDaysVnd,
                row.ReceivedLessDeliveredVnd, row.GoodsDue, row.GoodsDelivered);
        }
    }
}
