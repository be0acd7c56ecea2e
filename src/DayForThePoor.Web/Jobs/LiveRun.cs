using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// The run while it runs: writes on the lease's connection that it lives and how far it is. When that connection is gone, so
/// is the right to run, and the command is stopped.
/// </summary>
internal sealed class LiveRun : IJobRun, IAsyncDisposable
{
    /// <summary>How long after a report it stands in the database.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>A run without news writes that it lives every so many beats: 5 s.</summary>
    private const int BeatsOfSilence = 10;

    private sealed record Position(long Done, long? Total);

    private readonly JobRun run;
    private readonly JobLease lease;
    private readonly Sessions sessions;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource ended = new();
    private readonly Task beating;
    private volatile Position position;

    public LiveRun(JobRun run, JobLease lease, Sessions sessions, CancellationToken cancellation)
    {
        (this.run, this.lease, this.sessions, position) = (run, lease, sessions, new(0, null));
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        beating = KeepBeating();
    }

    public Guid Id => run.Id;

    public DateTimeOffset ScheduledFor => run.ScheduledFor;

    /// <summary>For the command: the node stops, or the lease is lost.</summary>
    public CancellationToken Stop => stop.Token;

    public void Progress(long done, long? total) => position = new(done, total);

    public async Task Tell(RunPart part, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await JobRuns.Tell(connection, run.Id, part with { Counts = part.Counts.Where(count => count.Value != 0).ToDictionary() }, cancellation);
    }

    /// <summary>After the command: the connection is the caller's again.</summary>
    public async Task<(long Done, long? Total)> Finish()
    {
        await ended.CancelAsync();
        await beating;
        return (position.Done, position.Total);
    }

    public async ValueTask DisposeAsync()
    {
        await Finish();
        ended.Dispose();
        stop.Dispose();
    }

    private async Task KeepBeating()
    {
        using var timer = new PeriodicTimer(Beat);
        var (written, silence) = (position, 0);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                if (position == written && ++silence < BeatsOfSilence) continue;
                (written, silence) = (position, 0);
                await JobRuns.Live(lease.Connection, run.Id, written.Done, written.Total, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The command has ended.
        }
        catch (Exception lost) when (lost is Npgsql.NpgsqlException or InvalidOperationException)
        {
            await stop.CancelAsync();
        }
    }
}
