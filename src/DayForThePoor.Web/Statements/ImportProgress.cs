using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>Writes how far an import is, once a second, on a connection beside its transaction: whoever waits sees it move.</summary>
public sealed class ImportProgress(NpgsqlConnection connection, Guid import, TimeProvider clock) : IProgress<long>
{
    private const int LinesBetweenLooks = 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long written = clock.GetTimestamp();

    public void Report(long value)
    {
        if (clock.GetElapsedTime(written) < Interval) return;
        ImportRecords.Progress(connection, import, value);
        written = clock.GetTimestamp();
    }

    /// <summary>The same items, counted as they pass.</summary>
    /// <param name="before">What was done before them.</param>
    public IEnumerable<T> Counting<T>(IEnumerable<T> items, long before)
    {
        var count = before;
        foreach (var item in items)
        {
            yield return item;
            if (++count % LinesBetweenLooks == 0) Report(count);
        }
    }
}
