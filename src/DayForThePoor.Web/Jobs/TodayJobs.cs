using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Jobs;

/// <summary>What a job found that needs a person; also told on the page of all jobs.</summary>
public interface IJobNeeds : ITodayTasks;

/// <summary>What the last run of each job found that needs a person.</summary>
public sealed class TodayJobs(JobList jobs, JobQueries runs, JobWords words, IRegistry registry, IStringLocalizer<JobTexts> texts) : IJobNeeds
{
    public Permission Needs => Permission.ReadLedger;

    public int Order => 25;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        List<TaskItem> tasks = [];
        foreach (var row in (await runs.Latest(units, jobs.All.Where(HasNeeds).Select(job => job.Code), onlyDone: true, cancellation)).Values)
            foreach (var part in await runs.Parts(row.Run.Id, units, cancellation))
                tasks.AddRange(Of(jobs.Find(row.Run.Job)!, row.Run, part, part.AccountId is { } id ? known.Accounts.GetValueOrDefault(id) : null));
        return tasks;
    }

    private static bool HasNeeds(Job job) => job.Counts.Any(IsTask);

    private static bool IsTask(JobCount count) => count is { Needs: not null, HasOwnTask: false };

    private IEnumerable<TaskItem> Of(Job job, JobRun run, RunPart part, BankAccount? account) =>
        from count in job.Counts
        let figure = part.Counts.GetValueOrDefault(count.Name)
        where IsTask(count) && figure > 0
        select new TaskItem(
            account is null ? words.Count(job, count, figure) : texts["Today.Account", account.Code, words.Count(job, count, figure)],
            count.Needs!(account), MoneyText.Format(new Vnd(figure)), texts["Today.By", words.Title(job), Shown.Instant(run.EndedAt!.Value)]);
}
