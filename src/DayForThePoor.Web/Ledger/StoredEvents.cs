using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>An event that this program cannot read: an unknown name, or JSON that does not fit it.</summary>
public sealed record UnreadableEvent(long Sequence, string Alias, string Why);

/// <summary>
/// Reads the whole event store in the order in which it was written, as the projections saw it, with the options that
/// wrote them. JSON is parsed on other threads than the connection is read on, which doubles the speed.
/// </summary>
public static class StoredEvents
{
    /// <summary>Small enough that a batch's arrays stay off the large-object heap.</summary>
    private const int BatchSize = 1000;

    /// <summary>Batches read ahead of the consumer: enough to keep the parsers busy, little enough to hold in memory.</summary>
    private const int Ahead = 6;

    /// <summary>What Marten writes in place of an append that failed; it never happened.</summary>
    private const string Tombstone = "tombstone";

    private static readonly FrozenDictionary<string, Type> Types = EventContracts.Aliases.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <param name="connection">In a transaction that sees one state of the store from the first batch to the last.</param>
    public static async IAsyncEnumerable<IReadOnlyList<StoredEvent>> Batches(
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

    private static void Read(NpgsqlConnection connection, ChannelWriter<Task<StoredEvent[]>> parsed, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            using var rows = new CopyRows(
                connection, $"select seq_id, stream_id, type, timestamp, data from dftp_events.mt_events where type <> '{Tombstone}' order by seq_id");
            var batch = new RawBatch();
            while (rows.Next())
            {
                batch.Add(rows);
                if (batch.Count < BatchSize) continue;
                Parse(batch, parsed, cancellation);
                batch = new RawBatch();
            }
            if (batch.Count > 0) Parse(batch, parsed, cancellation);
        }
        catch (Exception broken)
        {
            failure = broken;
        }
        parsed.Complete(failure);
    }

    /// <summary>Waits, on its own thread, while the consumer is behind.</summary>
    private static void Parse(RawBatch batch, ChannelWriter<Task<StoredEvent[]>> parsed, CancellationToken cancellation) =>
        parsed.WriteAsync(Task.Run(batch.Parse, cancellation), cancellation).AsTask().GetAwaiter().GetResult();

    /// <summary>Some events as they came, their JSON one behind the other.</summary>
    private sealed class RawBatch
    {
        private readonly record struct Raw(long Sequence, Guid Stream, string Alias, DateTimeOffset At, int From, int Length);

        private readonly List<Raw> events = new(BatchSize);
        private byte[] json = ArrayPool<byte>.Shared.Rent(BatchSize * 1024);
        private int length;

        public int Count => events.Count;

        public void Add(CopyRows row)
        {
            var data = row.Bytes(4)[1..]; // a byte for jsonb's version goes before the text
            events.Add(new(row.Big(0), row.Id(1), row.Text(2), row.Instant(3), length, data.Length));
            if (length + data.Length > json.Length) Grow(length + data.Length);
            data.CopyTo(json.AsSpan(length));
            length += data.Length;
        }

        /// <summary>Once: the memory goes back to the pool.</summary>
        public StoredEvent[] Parse()
        {
            var parsed = new StoredEvent[events.Count];
            for (var i = 0; i < parsed.Length; i++) parsed[i] = new(DataOf(events[i]), events[i].Stream, events[i].Alias, events[i].At);
            ArrayPool<byte>.Shared.Return(json);
            return parsed;
        }

        private void Grow(int least)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, json.Length * 2));
            json.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(json);
            json = larger;
        }

        private object DataOf(Raw raw)
        {
            if (!Types.TryGetValue(raw.Alias, out var type)) return new UnreadableEvent(raw.Sequence, raw.Alias, "unknown name");
            try
            {
                return JsonSerializer.Deserialize(json.AsSpan(raw.From, raw.Length), type, EventContracts.Json)
                    ?? new UnreadableEvent(raw.Sequence, raw.Alias, "null");
            }
            catch (JsonException bad)
            {
                return new UnreadableEvent(raw.Sequence, raw.Alias, bad.Path ?? "");
            }
        }
    }
}
