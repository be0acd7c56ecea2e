using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>Chênh lệch với ngân hàng, and days without a statement: what a treasurer brings to zero.</summary>
public sealed class TodayCoverage(CoverageQuery coverage, IRegistry registry, IStringLocalizer<CoverageTexts> texts) : ITodayTasks
{
    /// <summary>A city sees the largest differences; the page behind them shows all.</summary>
    private const int Most = 6;

    public Permission Needs => Permission.ImportStatements;

    public int Order => 15;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(account => units.Contains(account.UnitId)).OrderBy(account => account.Code, StringComparer.Ordinal).ToList();
        var found = await coverage.Of(accounts, cancellation);
        return
        [
            .. accounts.Where(a => found[a.Id].LedgerDifference is not null and not 0).OrderByDescending(a => Math.Abs(found[a.Id].LedgerDifference!.Value)).Take(Most)
                .Select(a => new TaskItem(
                    texts["Today.Difference", a.Code], Href(a), CoverageWords.WithSign(found[a.Id].LedgerDifference), texts["Today.AsOf", Shown.Day(found[a.Id].Balanced!.Day)])),
            .. accounts.Where(a => found[a.Id].MissingDays > 0).OrderByDescending(a => found[a.Id].MissingDays).Take(Most)
                .Select(a => new TaskItem(texts["Today.Missing", a.Code], Href(a), texts["Days", found[a.Id].MissingDays])),
        ];
    }

    private static string Href(BankAccount account) => $"/sao-ke/tien-do?tai-khoan={account.Code}";
}
