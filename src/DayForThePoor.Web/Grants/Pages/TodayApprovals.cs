using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Grants.Complaints;
using DayForThePoor.Web.Http;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>Chờ tôi duyệt: how many, how much, since when; the emergencies that the board has not been told of, and complaints that are open.</summary>
public sealed class TodayApprovals(
    WaitingGrants waiting, GrantQueries grants, ComplaintSight sight, ComplaintQueries complaints, IHttpContextAccessor http, IStringLocalizer<GrantPageTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.DecideGrants;

    public int Order => 5;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var mine = await waiting.Of(http.HttpContext!.Actor().PersonId, units, cancellation);
        List<TaskItem> tasks =
        [
            new(texts["Today.Approve"], "/chi/cho-duyet", MoneyText.Format(new Vnd(mine.Count)),
                mine.Oldest is { } oldest ? texts["Today.Approve.Note", MoneyText.FormatWithUnit(new Vnd(mine.SumVnd)), Shown.Instant(oldest)] : texts["Today.Approve.None"], Calm: mine.Count == 0),
        ];
        var untold = await grants.List(new(units, Unreported: true, PageSize: 1), cancellation);
        if (untold.Total > 0) tasks.Add(new(texts["Today.Report"], "/chi/dot-xuat/bao-cao", MoneyText.Format(new Vnd(untold.Total)), MoneyText.FormatWithUnit(new Vnd(untold.SumVnd))));
        if ((await sight.Filter(http.HttpContext!.Actor(), null, cancellation)).TryGet(out var filter)
            && await complaints.List(filter with { Open = true, PageSize = 1 }, cancellation) is { Total: > 0 } open)
            tasks.Add(new(texts["Today.Complaints"], "/chi/phan-anh", MoneyText.Format(new Vnd(open.Total))));
        return tasks;
    }
}
