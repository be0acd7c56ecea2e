using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Jobs;

/// <summary>For administrators: jobs whose last run failed, and jobs that have not come when they were due.</summary>
public sealed class TodayFailures(JobList jobs, JobQueries runs, JobWords words, TimeProvider clock, IStringLocalizer<JobTexts> texts) : IJobNeeds
{
    public Permission Needs => Permission.ManageSettings;

    public int Order => 5;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var latest = await runs.Latest([], jobs.All.Select(job => job.Code), onlyDone: false, cancellation);
        return
        [
            .. from last in latest.Values
               let job = jobs.Find(last.Run.Job)!
               let failed = last.Run.State == RunStates.Failed
               where failed || job.Schedule.HasMissed(last.Run.ScheduledFor, now)
               select new TaskItem(
                   texts[failed ? "Today.Failed" : "Today.Late", words.Title(job)], $"/cong-viec/{last.Run.Id}", "", Shown.Instant(last.Run.ScheduledFor)),
        ];
    }
}
