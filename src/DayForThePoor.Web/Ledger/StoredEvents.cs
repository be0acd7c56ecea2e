using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using DayForThePoor.Web.Hosting;
using Marten;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>An event that this program cannot read: an unknown name, or JSON that does not fit it.</summary>
public sealed record UnreadableEvent(long Sequence, string Alias, string Why);

/// <summary>
/// Reads the whole event store in the order in which it was written, as the projections saw it, with the serializer that
/// wrote it. JSON is parsed on other threads than the connection is read on, which doubles the speed.
/// </summary>
public sealed class StoredEvents(IDocumentStore store)
{
    private const int BatchSize = 2000;

    /// <summary>Batches read ahead of the consumer: enough to keep the parsers busy, little enough to hold in memory.</summary>
    private const int Ahead = 6;

    /// <summary>What Marten writes in place of an append that failed; it never happened.</summary>
    private const string Tombstone = "tombstone";

    private static readonly FrozenDictionary<string, Type> Types = EventContracts.Aliases.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    private readonly record struct Raw(long Sequence, Guid Stream, string Alias, DateTime At, byte[] Json);

    /// <param name="connection">In a transaction that sees one state of the store from the first batch to the last.</param>
    public async IAsyncEnumerable<IReadOnlyList<StoredEvent>> Batches(
        NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parsed = Channel.CreateBounded<Task<StoredEvent[]>>(Ahead);
        var reading = Task.Run(() => Read(connection, parsed.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in parsed.Reader.ReadAllAsync(cancellation)) yield return await batch;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its failure came through the channel
        }
    }

    private async Task Read(NpgsqlConnection connection, ChannelWriter<Task<StoredEvent[]>> parsed, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await using var copy = await connection.BeginBinaryExportAsync(
                $"copy (select seq_id, stream_id, type, timestamp, data from dftp_events.mt_events where type <> '{Tombstone}' order by seq_id) to stdout (format binary)",
                cancellation);
            copy.Timeout = TimeSpan.Zero;
            List<Raw> batch = new(BatchSize);
            while (await copy.StartRowAsync(cancellation) >= 0)
            {
                batch.Add(new(
                    await copy.ReadAsync<long>(cancellation), await copy.ReadAsync<Guid>(cancellation), await copy.ReadAsync<string>(cancellation),
                    await copy.ReadAsync<DateTime>(cancellation), await copy.ReadAsync<byte[]>(NpgsqlTypes.NpgsqlDbType.Jsonb, cancellation)));
                if (batch.Count < BatchSize) continue;
                await Parse(batch, parsed, cancellation);
                batch = new(BatchSize);
            }
            if (batch.Count > 0) await Parse(batch, parsed, cancellation);
        }
        catch (Exception broken)
        {
            failure = broken;
        }
        parsed.Complete(failure);
    }

    private ValueTask Parse(List<Raw> batch, ChannelWriter<Task<StoredEvent[]>> parsed, CancellationToken cancellation) =>
        parsed.WriteAsync(Task.Run(() => batch.Select(Parse).ToArray(), cancellation), cancellation);

    private StoredEvent Parse(Raw raw) => new(DataOf(raw), raw.Stream, raw.Alias, new DateTimeOffset(raw.At, TimeSpan.Zero));

    private object DataOf(Raw raw)
    {
        if (!Types.TryGetValue(raw.Alias, out var type)) return new UnreadableEvent(raw.Sequence, raw.Alias, "unknown name");
        try
        {
            return store.Options.Serializer().FromJson(type, new MemoryStream(raw.Json));
        }
        catch (JsonException bad)
        {
            return new UnreadableEvent(raw.Sequence, raw.Alias, bad.Path ?? "");
        }
    }
}
