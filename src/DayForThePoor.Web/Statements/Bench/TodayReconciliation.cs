using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Bench.Decisions;
using DayForThePoor.Web.Statements.Bench.Pages;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>Dòng sao kê chưa khớp and Chờ xử lý on the first page.</summary>
public sealed class TodayReconciliation(AccountWorks works, IRegistry registry, TimeProvider clock, IStringLocalizer<BenchTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.Reconcile;

    public int Order => 15;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(account => units.Contains(account.UnitId)).Select(account => account.Id).ToArray();
        var all = await works.Of(accounts, cancellation);
        if (all.All(work => work.Lines == 0)) return [];

        var (open, pending) = (all.Sum(work => work.Open), all.Sum(work => work.Pending));
        List<TaskItem> items =
        [
            new(texts["Today.Open"], "/doi-chieu", BenchWords.Count(open),
                open == 0 ? texts["Today.Open.None"] : texts["Today.Sum", BenchWords.Amount(all.Sum(work => work.OpenVnd)), Shown.Day(all.Min(work => work.Oldest)!.Value)], open == 0),
        ];
        if (pending > 0)
        {
            var oldest = all.Min(work => work.PendingOldest)!.Value;
            var overdue = oldest < VietnamTime.TodayIn(clock).AddDays(-PendingLines.DaysToDecide);
            items.Add(new TaskItem(
                texts["Pending.Title"], "/doi-chieu/cho-xu-ly", BenchWords.Count(pending),
                texts[overdue ? "Today.Overdue" : "Today.Sum", BenchWords.Amount(all.Sum(work => work.PendingVnd)), Shown.Day(oldest)]));
        }
        return items;
    }
}
