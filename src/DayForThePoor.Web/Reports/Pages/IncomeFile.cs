using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Books;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Reports.Pages;

/// <summary>Biểu 01 as a file: the very question of the page.</summary>
public static class IncomeFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, Viewer viewer, IRegistry registry, IncomeAndSpendingQuery reports, TimeProvider clock, IStringLocalizer<ReportTexts> texts,
        CancellationToken cancellation, string? quy = null, string? tu = null, string? den = null, string? map = null)
    {
        var known = await registry.Current(cancellation);
        var held = await viewer.UnitsOf(Permission.ReadLedger, cancellation);
        if (held.Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var today = VietnamTime.TodayIn(clock);
        var (from, to) = (TypedDate.Parse(tu, "tu", today), TypedDate.Parse(den, "den", today));
        if (from.IsRefused || to.IsRefused) return from.Refusals.Concat(to.Refusals).ToList().ToResult();
        var last = to.Value ?? today;
        var question = new IncomeQuestion(
            held.SelectMany(known.Under).ToHashSet(), FundKinds.All.Contains(quy ?? "") ? quy : null, from.Value ?? new DateOnly(last.Year, 1, 1), last,
            ReportsApi.MapOf(map) ?? UnitsAsOf.Then, KnownAt.Of(null, clock.GetUtcNow()));
        var report = await reports.Ask(question, cancellation);
        return new TableFile(
            $"thu-chi-ton-{Shown.Iso(question.From)}-{Shown.Iso(question.To)}",
            [TableColumn.Wide(texts["Line"]), TableColumn.Amount(texts["Total"]), .. report.Units.Select(unit => TableColumn.Amount(unit.Name))],
            Rows(report, texts)).As(kind, cancellation);
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(IncomeAndSpending report, IStringLocalizer<ReportTexts> texts) => report.Lines.Select(line => (IReadOnlyList<object?>)
    [
        texts[$"Line.{line.Key}"].Value, report.Total.Amounts.GetValueOrDefault(line),
        .. report.Units.Select(unit => (object?)unit.Amounts.GetValueOrDefault(line)),
    ]);
}
