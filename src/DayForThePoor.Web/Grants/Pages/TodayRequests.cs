using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>For whoever writes requests: what was sent back, which notices may come down, and what is ready for a list.</summary>
public sealed class TodayRequests(GrantQueries grants, TimeProvider clock, IStringLocalizer<GrantPageTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.RequestGrants;

    public int Order => 15;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        List<TaskItem> tasks = [];
        await Add(new(units, States: [GrantStates.SentBack], PageSize: 1), "Today.SentBack", "/chi/de-nghi?buoc=sent_back");
        await Add(new(units, PostingOver: VietnamTime.TodayIn(clock), PageSize: 1), "Today.PostingOver", "/chi/niem-yet");
        await Add(new(units, States: [GrantStates.Checked], PageSize: 1), "Today.Ready", "/chi/to-trinh/lap");
        return tasks;

        async Task Add(GrantFilter filter, string text, string href)
        {
            var found = await grants.List(filter, cancellation);
            if (found.Total > 0) tasks.Add(new(texts[text], href, MoneyText.Format(new Vnd(found.Total)), MoneyText.FormatWithUnit(new Vnd(found.SumVnd))));
        }
    }
}
