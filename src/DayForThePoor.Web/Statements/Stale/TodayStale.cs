using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Stale;

/// <summary>Accounts with lines that wait too long, as the last count found them.</summary>
public sealed class TodayStale(JobQueries runs, IRegistry registry, IStringLocalizer<StaleTexts> texts) : IJobNeeds
{
    public Permission Needs => Permission.Reconcile;

    public int Order => 22;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var latest = await runs.Latest(units, [StaleLines.Code], onlyDone: true, cancellation);
        if (!latest.TryGetValue(StaleLines.Code, out var last)) return [];
        return
        [
            .. from part in await runs.Parts(last.Run.Id, units, cancellation)
               where part.Counts.GetValueOrDefault(StaleLines.Lines) > 0
               let account = known.Accounts[part.AccountId!.Value]
               orderby part.Counts[StaleLines.Oldest]
               select new TaskItem(
                   texts["Today.Stale", account.Code, StaleLines.Days], StaleLines.Page(account), MoneyText.Format(new Vnd(part.Counts[StaleLines.Lines])),
                   texts["Today.Oldest", Shown.Day(DateOnly.FromDayNumber((int)part.Counts[StaleLines.Oldest])), Shown.Instant(last.Run.EndedAt!.Value)]),
        ];
    }
}
