using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>What the ledger writes by its own statements is what Marten would have written (docs/adr/0009).</summary>
public class streams_that_start_in_a_group(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task are_stored_column_by_column_as_marten_stores_them()
    {
        var store = App.Services.GetRequiredService<IDocumentStore>();
        var (ours, martens) = (Guid.NewGuid(), Guid.NewGuid());
        var commune = await App.NewCommune();
        await using var connection = await App.Services.GetRequiredService<Sessions>().Connect(commune.UnitId, Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct); // never committed: the event is no voucher

        var started = new StartedStreams(store.Options.Serializer(), DateTimeOffset.UtcNow, []);
        started.Add(StreamAppend.Start(ours, Moved(ours)));
        await StatementBatch.Run(connection, started.Statements(), cancellation: Ct);
        await using (var session = App.Services.GetRequiredService<Sessions>().For(commune.UnitId, transaction))
        {
            session.Events.StartStream(martens, Moved(martens));
            await session.SaveChangesAsync(Ct);
        }

        (await Event(connection, ours)).ShouldBe(await Event(connection, martens));
        (await Stream(connection, ours)).ShouldBe(await Stream(connection, martens));
        (await Instant(connection, ours)).ShouldBe(await Instant(connection, martens), TimeSpan.FromMinutes(5));
    }

    private static CashMoved Moved(Guid id) =>
        new(id, Guid.Empty, Guid.Empty, "deposit", Guid.Empty, 1_000, new DateOnly(2026, 11, 23), [], Guid.Empty);

    /// <summary>Every column but those that differ for each event; the stream's own id is taken out of the content.</summary>
    private static Task<string> Event(NpgsqlConnection connection, Guid stream) => Text(
        connection, "select (to_jsonb(e) - array['seq_id', 'id', 'stream_id', 'timestamp'])::text from dftp_events.mt_events e where stream_id = $1", stream);

    private static Task<string> Stream(NpgsqlConnection connection, Guid stream) => Text(
        connection, "select (to_jsonb(s) - array['id', 'timestamp', 'created'])::text from dftp_events.mt_streams s where id = $1", stream);

    private static async Task<string> Text(NpgsqlConnection connection, string sql, Guid stream)
    {
        await using var query = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = stream } } };
        return ((string)(await query.ExecuteScalarAsync(Ct))!).Replace(stream.ToString(), "", StringComparison.Ordinal);
    }

    private static async Task<DateTime> Instant(NpgsqlConnection connection, Guid stream)
    {
        await using var query = new NpgsqlCommand("select timestamp from dftp_events.mt_events where stream_id = $1", connection) { Parameters = { new() { Value = stream } } };
        return (DateTime)(await query.ExecuteScalarAsync(Ct))!;
    }
}
