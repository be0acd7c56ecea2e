using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Books;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Reports;

/// <summary>Reports that sum over units, over HTTP.</summary>
public static class ReportsApi
{
    public sealed record LineView(string Section, string Key, long AmountVnd);

    public sealed record UnitView(string Unit, string Name, long OpeningVnd, long IncomeVnd, long SpendingVnd, long HandedVnd, long ClosingVnd, IReadOnlyList<LineView> Lines);

    /// <param name="Map">then or now.</param>
    public sealed record ReportView(
        string Map, DateOnly From, DateOnly To, DateTimeOffset KnownAt, bool KnownAtAdjusted, long OpeningVnd, long IncomeVnd, long SpendingVnd, long HandedVnd, long ClosingVnd,
        IReadOnlyList<LineView> Lines, IReadOnlyList<UnitView> Units);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/reports/income-and-spending", IncomeAndSpending).WithTags("Reports")
            .WithSummary("Biểu 01: opening, income, spending, closing by unit, as the units were then or on today's map").Produces<ReportView>();

    private static async Task<IResult> IncomeAndSpending(
        HttpContext http, IAccessPolicy access, IRegistry registry, IncomeAndSpendingQuery reports, TimeProvider clock, CancellationToken cancellation,
        string? unit = null, string? fund = null, string? from = null, string? to = null, string? map = null, string? knownAt = null)
    {
        var known = await registry.Current(cancellation);
        var scope = await ReadScope.Of(http.Actor(), access, known, unit, null, cancellation);
        if (!scope.TryGet(out var units)) return scope.Refusals.ToResult();
        List<Refusal> no = [];
        var today = VietnamTime.TodayIn(clock);
        var last = ReadScope.Date(to, "to", no) ?? today;
        var first = ReadScope.Date(from, "from", no) ?? new DateOnly(last.Year, 1, 1);
        var instant = KnownAt.Parse(knownAt, "knownAt");
        no.AddRange(instant.Refusals);
        if (first > last) no.Add(Refusal.Invalid("report.period", "from"));
        if (fund is not null && !FundKinds.All.Contains(fund)) no.Add(Refusal.Invalid("report.fund_kind", "fund"));
        var asOf = MapOf(map);
        if (asOf is null) no.Add(Refusal.Invalid("report.map", "map"));
        if (no.Count > 0) return no.ToResult();
        var question = new IncomeQuestion(units.ToHashSet(), fund, first, last, asOf!.Value, KnownAt.Of(instant.Value, clock.GetUtcNow()));
        return Results.Ok(View(await reports.Ask(question, cancellation)));
    }

    /// <summary>As it was then when nothing is asked; null for what is no map.</summary>
    public static UnitsAsOf? MapOf(string? map) => map switch
    {
        null or "" or "then" => UnitsAsOf.Then,
        "now" => UnitsAsOf.Now,
        _ => null,
    };

    private static ReportView View(IncomeAndSpending report)
    {
        var total = report.Total;
        return new ReportView(
            report.Question.Map == UnitsAsOf.Now ? "now" : "then", report.Question.From, report.Question.To, report.Question.Known.Instant, report.Question.Known.Adjusted,
            total.Of(ReportSections.Opening), total.Of(ReportSections.Income), total.Of(ReportSections.Spending), total.Of(ReportSections.Handed), total.Of(ReportSections.Closing),
            Lines(report, total),
            [
                .. report.Units.Select(unit => new UnitView(
                    unit.Code, unit.Name, unit.Of(ReportSections.Opening), unit.Of(ReportSections.Income), unit.Of(ReportSections.Spending), unit.Of(ReportSections.Handed),
                    unit.Of(ReportSections.Closing), Lines(report, unit))),
            ]);
    }

    private static IReadOnlyList<LineView> Lines(IncomeAndSpending report, ReportColumn column) =>
        [.. report.Lines.Where(line => line.Key != line.Section).Select(line => new LineView(line.Section, line.Key, column.Amounts.GetValueOrDefault(line)))];
}
