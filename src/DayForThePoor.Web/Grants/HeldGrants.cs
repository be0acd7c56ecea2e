using System.Text.Json;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Grants.Overlap;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// One transaction that changes grants: it holds their rows, reads what their events say, and appends. A proposal list's
/// row is always locked before the rows of its grants, these in the order of their ids.
/// </summary>
public sealed class HeldGrants : IAsyncDisposable
{
    private static readonly Dictionary<string, Type> Types = EventContracts.Aliases.ToDictionary(pair => pair.Value, pair => pair.Key);

    private readonly Sessions sessions;
    private readonly Guid unit;
    private readonly NpgsqlTransaction transaction;
    private readonly List<(Guid Stream, object Event)> appended = [];
    private readonly List<SealedText> texts = [];

    private HeldGrants(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.sessions, this.unit, Connection, this.transaction) = (sessions, unit, connection, transaction);

    public NpgsqlConnection Connection { get; }

    public static async Task<HeldGrants> Begin(Sessions sessions, Guid unit, CancellationToken cancellation)
    {
        var connection = await sessions.Connect(unit, cancellation);
        return new HeldGrants(sessions, unit, connection, await connection.BeginTransactionAsync(cancellation));
    }

    /// <summary>The grants of this unit among those asked, their rows locked; others are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, GrantState>> Lock(IReadOnlyList<Guid> grants, CancellationToken cancellation)
    {
        List<Guid> found = [];
        await using (var locking = new NpgsqlCommand("select id from grants.support where id = any($1) and unit_id = $2 order by id for update", Connection)
        {
            Parameters = { new() { Value = grants.Distinct().ToArray() }, new() { Value = unit } },
        })
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        }
        var states = new Dictionary<Guid, GrantState>(found.Count);
        if (found.Count == 0) return states;
        await foreach (var (stream, happened) in Events(found, cancellation))
            if (GrantState.Evolve(states.GetValueOrDefault(stream), happened) is { } state) states[stream] = state;
        return states;
    }

    /// <summary>The grant of this unit, its row locked; null when there is none.</summary>
    public async Task<GrantState?> Lock(Guid grant, CancellationToken cancellation) => (await Lock([grant], cancellation)).GetValueOrDefault(grant);

    /// <summary>The list of this unit, its row locked; null when there is none.</summary>
    public async Task<ProposalState?> LockProposal(Guid proposal, CancellationToken cancellation)
    {
        await using (var locking = new NpgsqlCommand("select 1 from grants.proposal where id = $1 and unit_id = $2 for update", Connection)
        {
            Parameters = { new() { Value = proposal }, new() { Value = unit } },
        })
        {
            if (await locking.ExecuteScalarAsync(cancellation) is null) return null;
        }
        ProposalState? state = null;
        await foreach (var (_, happened) in Events([proposal], cancellation)) state = ProposalState.Evolve(state, happened);
        return state;
    }

    /// <summary>
    /// Holds the households and all that share a person with them, after their grants and all at once: of two approvals for one
    /// household or person, by whatever lists or units, the second sees the first when it looks up what was received.
    /// </summary>
    public Task LockHouseholds(IEnumerable<Guid> households, CancellationToken cancellation) =>
        ReceivedSupports.Lock(Connection, [.. households.Distinct()], cancellation);

    /// <summary>Remembers a request that brings a key; true when it is new. A twin under way is waited for.</summary>
    /// <param name="hash">SHA-256 over what was asked.</param>
    public async Task<RequestClaim> Claim(Guid request, byte[] hash, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("insert into ledger.request (id, content_hash) values ($1, $2) on conflict do nothing", Connection)
        {
            Parameters = { new() { Value = request }, new() { Value = hash } },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 1) return RequestClaim.New;
        await using var known = new NpgsqlCommand("select content_hash from ledger.request where id = $1", Connection) { Parameters = { new() { Value = request } } };
        return ((byte[])(await known.ExecuteScalarAsync(cancellation))!).AsSpan().SequenceEqual(hash) ? RequestClaim.Known : RequestClaim.Differs;
    }

    /// <summary>Seals the texts of a step; what is empty is left out.</summary>
    /// <returns>Field → commitment, for the event.</returns>
    public IReadOnlyDictionary<string, string> Seal(Guid step, params (string Field, string? Text)[] written)
    {
        var (rows, commitments) = SealedTexts.Of(step, written.Where(t => t.Text is { Length: > 0 }).ToDictionary(t => t.Field, t => t.Text!, StringComparer.Ordinal));
        texts.AddRange(rows);
        return commitments;
    }

    public void Append(IGrantEvent happened) => appended.Add((happened.GrantId, happened));

    public void Append(IProposalEvent happened) => appended.Add((happened.ProposalId, happened));

    public async Task Commit(CancellationToken cancellation)
    {
        await LedgerTransaction.SaveTexts(Connection, texts);
        await using var session = sessions.For(unit, transaction);
        foreach (var (stream, happened) in appended) session.Events.Append(stream, happened);
        await session.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async IAsyncEnumerable<(Guid Stream, object Happened)> Events(
        IReadOnlyList<Guid> streams, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select stream_id, type, data::text from dftp_events.mt_events where stream_id = any($1) order by stream_id, version", Connection)
        {
            Parameters = { new() { Value = streams.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            if (Types.TryGetValue(row.GetString(1), out var type))
                yield return (row.GetGuid(0), JsonSerializer.Deserialize(row.GetString(2), type, EventContracts.Json)!);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}

/// <summary>Whether a request was carried out before.</summary>
public enum RequestClaim
{
    New,

    /// <summary>With the same content.</summary>
    Known,

    /// <summary>With other content under the same key.</summary>
    Differs,
}
