using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;
using Hangfire;
using Hangfire.Server;
using Wolverine;

namespace DayForThePoor.Web.Jobs;

/// <summary>A run failed. Why stands in the log and in the run; Hangfire's tables learn nothing, they keep messages for long.</summary>
public sealed class RunFailed(Guid run) : Exception($"Run {run} failed.");

/// <summary>As <see cref="RunFailed"/>, of a job whose next run is near: repeating this one would only crowd it.</summary>
public sealed class FrequentRunFailed(Guid run) : Exception($"Run {run} failed.");

/// <summary>Another run of the job lives. Hangfire tries again later.</summary>
public sealed class JobIsBusy(string job) : Exception($"Job {job} is running.");

/// <summary>
/// What Hangfire calls. The identity of a run is its job and scheduled instant: called twice for one, on one node or two,
/// it is carried out once.
/// </summary>
public sealed class RunJob(JobList jobs, Sessions sessions, IServiceScopeFactory scopes, ILogger<RunJob> log)
{
    /// <summary>Sentence of a run that failed by a fault of the program or of the machine.</summary>
    public const string Fault = "job.fault";

    /// <summary>A run because its instant has come. Does nothing while an earlier run of the job lives.</summary>
    [JobDisplayName("{0}")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 600, 3600], ExceptOn = [typeof(FrequentRunFailed)], OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
    public async Task Scheduled(string code, PerformContext context, CancellationToken stop)
    {
        if (jobs.Find(code) is not { } job) return; // of another version that runs beside this one
        // By the moment when it was put in the queue: it stays the same however late and however often it is taken out.
        var scheduledFor = job.Schedule.LastUpTo(DateTime.SpecifyKind(context.BackgroundJob.CreatedAt, DateTimeKind.Utc));
        await Due(job, scheduledFor, stop);
    }

    /// <summary>A run that has its row: a person asked for it, or its process died.</summary>
    [JobDisplayName("{0} ({1})")]
    [AutomaticRetry(Attempts = 10, DelaysInSeconds = [5, 15, 30, 60], ExceptOn = [typeof(FrequentRunFailed)], OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
    public async Task Again(string code, Guid run, CancellationToken stop)
    {
        if (jobs.Find(code) is not { } job) return;
        await using var lease = await JobLease.Try(sessions, code, stop) ?? throw new JobIsBusy(code);
        if (await JobRuns.Begin(lease.Connection, run, stop) is { } begun) await CarryOut(job, begun, lease, stop);
    }

    /// <summary>The run of this instant, unless it was carried out or another run of the job lives.</summary>
    public async Task Due(Job job, DateTimeOffset scheduledFor, CancellationToken stop)
    {
        await using var lease = await JobLease.Try(sessions, job.Code, stop);
        if (lease is null) return;
        if (await JobRuns.Begin(lease.Connection, job.Code, scheduledFor, stop) is { } begun) await CarryOut(job, begun, lease, stop);
    }

    private async Task CarryOut(Job job, JobRun run, JobLease lease, CancellationToken stop)
    {
        await using var live = new LiveRun(run, lease, sessions, stop);
        try
        {
            var outcome = await Send(job.Command(live), live.Stop);
            var (done, total) = await live.Finish();
            if (outcome.IsRefused) await JobRuns.Fail(lease.Connection, run.Id, outcome.Refusals[0].Code, CancellationToken.None);
            else await JobRuns.End(lease.Connection, run, done, total, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await live.Finish();
            await JobRuns.Interrupt(lease.Connection, run.Id, CancellationToken.None);
            throw; // Hangfire puts it back into the queue
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Run {Run} of job {Job} failed", run.Id, job.Code);
            await live.Finish();
            if (lease.Connection.State == System.Data.ConnectionState.Open)
                await JobRuns.Fail(lease.Connection, run.Id, Fault, CancellationToken.None);
            throw job.Schedule.IsFrequent ? new FrequentRunFailed(run.Id) : new RunFailed(run.Id);
        }
    }

    private async Task<Outcome<JobDone>> Send(IJobCommand command, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<JobDone>>(command, stop);
    }
}
