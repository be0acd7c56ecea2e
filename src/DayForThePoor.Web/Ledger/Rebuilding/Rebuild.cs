using System.Diagnostics;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Rebuilding;

/// <param name="Seconds">From the first lock to the commit.</param>
public sealed record Rebuilt(long Events, long Entries, long Postings, double Seconds)
{
    public long EventsPerSecond => (long)(Events / Math.Max(Seconds, 0.001));
}

/// <summary>
/// Empties the read models and writes them again from the events, in one transaction and by the code
/// that writes them live. Runs as owner: the app's role may not empty a table. Whoever reads or posts meanwhile waits.
/// </summary>
public sealed class Rebuild(DatabaseAddresses addresses, IEnumerable<ReadModel> models)
{
    private string Tables => string.Join(", ", models.SelectMany(model => model.Tables.Select(table => $"{model.Schema}.{table}")));

    public async Task<Rebuilt> Run(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var source = NpgsqlDataSource.Create(addresses.Owner);
        await using var writing = await source.OpenConnectionAsync(cancellation);
        await using var reading = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await writing.BeginTransactionAsync(cancellation);
        // After the lock, so that every event is seen whose rows the lock waited for; an event that comes later waits
        // for the lock itself and adds its own rows.
        await Execute(writing, $"truncate {Tables}", cancellation);

        var (count, entries, postings) = (0L, 0L, 0L);
        await foreach (var batch in StoredEvents.Batches(reading, cancellation))
        {
            count += batch.Count;
            var rows = models.Select(model => model.New()).ToList();
            foreach (var stored in batch)
            {
                if (stored.Data is UnreadableEvent bad)
                    throw new InvalidOperationException($"Event {bad.Sequence} ({bad.Alias}) cannot be read: {bad.Why}. Nothing was changed.");
                foreach (var table in rows) table.Add(stored);
            }
            foreach (var books in rows.OfType<EntryRows>())
            {
                entries += books.Entries.Count;
                postings += books.Postings.Count;
            }
            await StatementBatch.Run(writing, rows.SelectMany(table => table.Statements()), timeout: 0, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        var seconds = clock.Elapsed.TotalSeconds;
        await Execute(writing, $"analyze {Tables}", cancellation);
        return new Rebuilt(count, entries, postings, Math.Round(seconds, 3));
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
