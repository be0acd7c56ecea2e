using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Hangfire;

namespace DayForThePoor.Web.Jobs;

/// <summary>Start a job now, outside its schedule.</summary>
/// <param name="UnitId">Where the person holds <paramref name="Needs"/>; the job itself may reach further.</param>
/// <param name="Needs">The permission under which the page offered it.</param>
public sealed record StartJob(Actor By, Guid UnitId, string Job, Permission Needs) : IUnitMessage;

public static class StartJobHandler
{
    /// <returns>The run: a new one, or that which has not ended yet. Codes: job.unknown, job.not_allowed.</returns>
    public static async Task<Outcome<Guid>> Handle(
        StartJob command, JobList jobs, Sessions sessions, IBackgroundJobClient queue, TimeProvider clock, CancellationToken cancellation)
    {
        if (jobs.Find(command.Job) is not { } job) return Refusal.NotFound("job.unknown");
        if (command.Needs != job.StartedBy && command.Needs != Permission.ManageSettings) return Refusal.Forbidden("job.not_allowed");

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await JobRuns.Unfinished(connection, job.Code, cancellation) is { } running) return running.Id;
        var run = Guid.CreateVersion7();
        await JobRuns.Ask(connection, run, job.Code, clock.GetUtcNow(), command.By.PersonId, cancellation);
        // Killed in between, the row stays: DeadRuns puts it into the queue.
        queue.Enqueue<RunJob>(runs => runs.Again(job.Code, run, CancellationToken.None));
        return run;
    }
}
