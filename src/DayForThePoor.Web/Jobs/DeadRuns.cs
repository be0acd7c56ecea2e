using DayForThePoor.Web.Hosting;
using Hangfire;
using Hangfire.Server;
using Npgsql;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// Finds runs whose process is gone: the heartbeat stands still and nobody holds the lease of the job. Each is marked
/// and put back into the queue, unless a later run of the job has begun and does its work anyway.
/// </summary>
public sealed class DeadRuns(Sessions sessions, JobList jobs, IBackgroundJobClient queue, ILogger<DeadRuns> log) : IBackgroundProcess
{
    /// <summary>A living run writes at least every 5 s.</summary>
    private const string Silence = "20 seconds";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            Sweep(context.StoppingToken).GetAwaiter().GetResult(); // Hangfire gives it a thread of its own
        }
        catch (NpgsqlException fault)
        {
            log.LogWarning(fault, "Dead runs could not be looked for");
        }
        context.Wait(Pause);
    }

    public async Task Sweep(CancellationToken cancellation)
    {
        foreach (var (run, job, state) in await Silent(cancellation))
        {
            if (jobs.Find(job) is null) continue;
            await using var lease = await JobLease.Try(sessions, job, cancellation);
            if (lease is null) continue;
            if (state == RunStates.Waiting || !await HasFollower(lease.Connection, run, cancellation)) queue.Enqueue<RunJob>(runs => runs.Again(job, run, CancellationToken.None));
            if (state == RunStates.Waiting) await JobRuns.Live(lease.Connection, run, 0, null, cancellation);
            else await JobRuns.Interrupt(lease.Connection, run, cancellation);
        }
    }

    private async Task<List<(Guid Run, string Job, string State)>> Silent(CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            select id, job, state from dftp.job_run
            where state in ('waiting', 'running') and heartbeat_at < now() - interval '{Silence}' order by scheduled_for
            """, connection);
        List<(Guid, string, string)> silent = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) silent.Add((row.GetGuid(0), row.GetString(1), row.GetString(2)));
        return silent;
    }

    private static async Task<bool> HasFollower(NpgsqlConnection connection, Guid run, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select exists (select from dftp.job_run later join dftp.job_run dead on dead.job = later.job
              where dead.id = $1 and later.scheduled_for > dead.scheduled_for)
            """, connection) { Parameters = { new() { Value = run } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
