using System.Collections.Frozen;
using System.Text.Json;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>Reads what streams say, on any connection, and folds it to the state that decisions ask for.</summary>
public static class EventFold
{
    private static readonly FrozenDictionary<string, Type> Types = EventContracts.Aliases.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The states of these streams; one that holds no such event is left out.</summary>
    /// <param name="evolve">The state after an event; null before the first that counts.</param>
    public static async Task<Dictionary<Guid, TState>> Of<TState>(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> streams, Func<TState?, object, TState?> evolve, CancellationToken cancellation)
        where TState : class
    {
        if (streams.Count == 0) return [];
        await using var select = new NpgsqlCommand(
            "select stream_id, type, data::text from dftp_events.mt_events where stream_id = any($1) order by stream_id, version", connection)
        {
            Parameters = { new() { Value = streams.ToArray() } },
        };
        return await Read(select, evolve, cancellation);
    }

    /// <summary>The states of all streams that hold events of a kind, without a limit of time: for checks.</summary>
    /// <typeparam name="TEvent">What the events have in common.</typeparam>
    /// <typeparam name="TState">What they are folded to.</typeparam>
    public static async Task<Dictionary<Guid, TState>> OfAll<TEvent, TState>(
        NpgsqlConnection connection, Func<TState?, object, TState?> evolve, CancellationToken cancellation)
        where TState : class
    {
        await using var select = new NpgsqlCommand("select stream_id, type, data::text from dftp_events.mt_events where type = any($1) order by stream_id, version", connection)
        {
            Parameters = { new() { Value = Types.Where(pair => pair.Value.IsAssignableTo(typeof(TEvent))).Select(pair => pair.Key).ToArray() } },
            CommandTimeout = 0,
        };
        return await Read(select, evolve, cancellation);
    }

    private static async Task<Dictionary<Guid, TState>> Read<TState>(NpgsqlCommand select, Func<TState?, object, TState?> evolve, CancellationToken cancellation)
        where TState : class
    {
        var states = new Dictionary<Guid, TState>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!Types.TryGetValue(row.GetString(1), out var type)) continue;
            var happened = JsonSerializer.Deserialize(row.GetString(2), type, EventContracts.Json)!;
            if (evolve(states.GetValueOrDefault(row.GetGuid(0)), happened) is { } state) states[row.GetGuid(0)] = state;
        }
        return states;
    }
}
