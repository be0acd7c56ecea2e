using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Units;

/// <summary>Keeps the snapshot for some seconds, so that a change made on another node is seen soon.</summary>
public sealed class Registry(Sessions sessions, TimeProvider time) : IRegistry, IDisposable
{
    /// <summary>How long a change on another node may stay unseen here.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim loading = new(1);
    private Loaded? present;
    private int revision;

    /// <param name="ReadAt">Timestamp before the first query, so that a snapshot is never younger than it says.</param>
    private sealed record Loaded(RegistrySnapshot Snapshot, long ReadAt, int Revision);

    public async ValueTask<RegistrySnapshot> Current(CancellationToken cancellation)
    {
        if (Fresh() is { } kept) return kept;
        await loading.WaitAsync(cancellation);
        try
        {
            if (Fresh() is { } loadedMeanwhile) return loadedMeanwhile;
            var (readAt, asked) = (time.GetTimestamp(), Volatile.Read(ref revision));
            await using var connection = await sessions.ConnectAnywhere(cancellation);
            var snapshot = await RegistryQueries.Load(connection, VietnamTime.TodayIn(time), cancellation);
            Volatile.Write(ref present, new(snapshot, readAt, asked));
            return snapshot;
        }
        finally
        {
            loading.Release();
        }
    }

    public void Invalidate() => Interlocked.Increment(ref revision);

    /// <summary>A snapshot whose reading began before an invalidation counts as old, though it was stored after it.</summary>
    private RegistrySnapshot? Fresh() =>
        Volatile.Read(ref present) is { } loaded
        && loaded.Revision == Volatile.Read(ref revision)
        && time.GetElapsedTime(loaded.ReadAt) < Keep
            ? loaded.Snapshot
            : null;

    public void Dispose() => loading.Dispose();
}
