using System.Data;
using System.Diagnostics;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Checking;

/// <param name="Ok">No difference at all.</param>
/// <param name="Differences">The first thousand.</param>
public sealed record CheckResult(bool Ok, long Events, long Entries, long Postings, IReadOnlyList<Difference> Differences, double Seconds);

/// <summary>A further check of a module's own primary records against the events, in the same snapshot.</summary>
public interface ILedgerCheckPart
{
    Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation);
}

/// <summary>
/// Works everything out again from the events and compares it with the tables. One read-only snapshot of the database from
/// the first event to the last row: beside a running server it sees whole transactions only, so that it never takes work
/// under way for an error.
/// </summary>
public sealed class LedgerCheck(Sessions sessions, IEnumerable<ILedgerCheckPart> parts)
{
    /// <param name="progress">Told after each batch: events read, and how many there are about.</param>
    public async Task<CheckResult> Run(CancellationToken cancellation, Action<long, long?>? progress = null)
    {
        var clock = Stopwatch.StartNew();
        var differences = new Differences();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using (var readOnly = new NpgsqlCommand("set transaction read only", connection)) await readOnly.ExecuteNonQueryAsync(cancellation);

        var image = new RowImage();
        var expected = new ExpectedBooks(differences, image, await ErasedTexts(connection, cancellation));
        var last = progress is null ? 0 : await LastSequence(connection, cancellation);
        await foreach (var batch in StoredEvents.Batches(connection, cancellation))
        {
            foreach (var stored in batch) expected.Take(stored);
            progress?.Invoke(expected.Events, last);
        }
        await Task.Run(() => new StoredBooks(connection, expected, image, differences, cancellation).Compare(), cancellation);
        await Explanation.Add(connection, differences, cancellation);
        foreach (var part in parts) await part.Compare(connection, differences, cancellation);

        return new CheckResult(
            differences.Count == 0, expected.Events, expected.Entries.Count, expected.Postings, differences.Found, Math.Round(clock.Elapsed.TotalSeconds, 3));
    }

    /// <summary>Hardly more than there are events: an append that failed leaves a gap.</summary>
    private static async Task<long> LastSequence(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("select coalesce(max(seq_id), 0) from dftp_events.mt_events", connection);
        return (long)(await query.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<HashSet<(Guid, string)>> ErasedTexts(NpgsqlConnection connection, CancellationToken cancellation)
    {
        HashSet<(Guid, string)> erased = [];
        await using var query = new NpgsqlCommand("select owner_id, field from dftp.sealed_text where erased_at is not null", connection);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) erased.Add((reader.GetGuid(0), reader.GetString(1)));
        return erased;
    }
}
