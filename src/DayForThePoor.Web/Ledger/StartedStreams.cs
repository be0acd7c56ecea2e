using DayForThePoor.Web.Hosting;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Streams that begin in one transaction, with all rows that follow from their events. Marten appends by one call of a
/// function for each stream, which in a group of gifts costs more than everything else together; here it is one statement
/// per table. What is stored follows Marten's own columns, and is read and appended to by Marten as any other: a new
/// version of Marten may add columns, so look here when it is raised (docs/adr/0009).
/// </summary>
/// <param name="at">The time stamp of the events; the database keeps whole microseconds.</param>
/// <param name="models">The tables that follow from events.</param>
public sealed class StartedStreams(ISerializer serializer, DateTimeOffset at, IEnumerable<ReadModel> models)
{
    private const string InsertStreams = """
        insert into dftp_events.mt_streams (id, version, timestamp, tenant_id)
        select id, version, now(), '*DEFAULT*' from unnest($1::uuid[], $2::bigint[]) s(id, version)
        """;

    private const string InsertEvents = """
        insert into dftp_events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
        select nextval('dftp_events.mt_events_sequence'), id, stream_id, version, data, type, at, '*DEFAULT*', dotnet_type, false
        from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::jsonb[], $5::text[], $6::timestamptz[], $7::text[]) e(id, stream_id, version, data, type, at, dotnet_type)
        """;

    private readonly record struct EventRow(StoredEvent Event, long Version);

    private readonly DateTimeOffset at = at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
    private readonly List<StreamAppend> streams = [];
    private readonly List<EventRow> events = [];
    private readonly IReadOnlyList<IEventRows> rows = [.. models.Select(model => model.New())];

    public void Add(StreamAppend stream)
    {
        streams.Add(stream);
        var version = 0;
        foreach (var data in stream.Events)
        {
            var stored = new StoredEvent(data, stream.StreamId, EventContracts.Aliases[data.GetType()], at);
            events.Add(new(stored, ++version));
            foreach (var table in rows) table.Add(stored);
        }
    }

    /// <summary>What has to be run to store them; nothing for no streams.</summary>
    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements() => streams.Count == 0
        ? []
        : [(InsertStreams, StreamColumns()), (InsertEvents, EventColumns()), .. rows.SelectMany(table => table.Statements())];

    private NpgsqlParameter[] StreamColumns() =>
    [
        UnnestInsert.Column(streams, s => s.StreamId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(streams, s => (long)s.Events.Count, NpgsqlDbType.Bigint),
    ];

    private NpgsqlParameter[] EventColumns() =>
    [
        UnnestInsert.Column(events, _ => Guid.CreateVersion7(at), NpgsqlDbType.Uuid),
        UnnestInsert.Column(events, e => e.Event.StreamId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(events, e => e.Version, NpgsqlDbType.Bigint),
        UnnestInsert.Column(events, e => serializer.ToJson(e.Event.Data), NpgsqlDbType.Jsonb),
        UnnestInsert.Column(events, e => e.Event.Alias, NpgsqlDbType.Text),
        UnnestInsert.Column(events, e => e.Event.At, NpgsqlDbType.TimestampTz),
        UnnestInsert.Column(events, e => DotNetType(e.Event.Data.GetType()), NpgsqlDbType.Text),
    ];

    /// <summary>As Marten writes it; it looks types up by alias and keeps this for people.</summary>
    private static string DotNetType(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
