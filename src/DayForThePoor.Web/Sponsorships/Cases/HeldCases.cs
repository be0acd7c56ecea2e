using System.Text.Json;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// One transaction that changes cases: it holds their rows in the order of their ids, reads what their events say, and
/// appends. Pledges of a case are held after it (<see cref="LivingPledges"/>).
/// </summary>
public sealed class HeldCases : IAsyncDisposable
{
    private static readonly Dictionary<string, Type> Types =
        EventContracts.Aliases.Where(pair => pair.Key.IsAssignableTo(typeof(ICaseEvent))).ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private readonly Sessions sessions;
    private readonly Guid unit;
    private readonly NpgsqlTransaction transaction;
    private readonly List<(Guid Stream, object Event)> appended = [];
    private readonly List<SealedText> texts = [];

    private HeldCases(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.sessions, this.unit, Connection, this.transaction) = (sessions, unit, connection, transaction);

    public NpgsqlConnection Connection { get; }

    public static async Task<HeldCases> Begin(Sessions sessions, Guid unit, CancellationToken cancellation)
    {
        var connection = await sessions.Connect(unit, cancellation);
        return new HeldCases(sessions, unit, connection, await connection.BeginTransactionAsync(cancellation));
    }

    /// <summary>The cases of this unit among those asked, their rows held; others are left out.</summary>
    public Task<IReadOnlyDictionary<Guid, CaseState>> Lock(IReadOnlyCollection<Guid> cases, CancellationToken cancellation) => Lock(Connection, unit, cases, cancellation);

    /// <summary>The case of this unit, its row held; null when there is none.</summary>
    public async Task<CaseState?> Lock(Guid id, CancellationToken cancellation) => (await Lock([id], cancellation)).GetValueOrDefault(id);

    /// <summary>Holds cases in a transaction of somebody else: after slots, before pledges.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CaseState>> Lock(NpgsqlConnection connection, Guid unit, IReadOnlyCollection<Guid> cases, CancellationToken cancellation)
    {
        List<Guid> found = [];
        await using (var locking = new NpgsqlCommand(
            "select beneficiary_id from sponsorships.case_state where beneficiary_id = any($1) and unit_id = $2 order by beneficiary_id for update", connection)
        {
            Parameters = { new() { Value = cases.Distinct().ToArray() }, new() { Value = unit } },
        })
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        }
        return await States(connection, found, cancellation);
    }

    /// <summary>Remembers a request that brings a key; a twin under way is waited for.</summary>
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

    public void Append(ICaseEvent happened) => appended.Add((happened.BeneficiaryId, happened));

    /// <param name="happened">To a pledge whose row is held.</param>
    public void Append(IPledgeEvent happened) => appended.Add((happened.PledgeId, happened));

    public async Task Commit(CancellationToken cancellation)
    {
        await LedgerTransaction.SaveTexts(Connection, texts);
        if (appended.Count > 0)
        {
            await using var session = sessions.For(unit, transaction);
            foreach (var (stream, happened) in appended) session.Events.Append(stream, happened);
            await session.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<IReadOnlyDictionary<Guid, CaseState>> States(NpgsqlConnection connection, List<Guid> cases, CancellationToken cancellation)
    {
        var states = new Dictionary<Guid, CaseState>(cases.Count);
        if (cases.Count == 0) return states;
        await using var select = new NpgsqlCommand(
            "select stream_id, type, data::text from dftp_events.mt_events where stream_id = any($1) order by stream_id, version", connection)
        {
            Parameters = { new() { Value = cases.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!Types.TryGetValue(row.GetString(1), out var type)) continue;
            var happened = JsonSerializer.Deserialize(row.GetString(2), type, EventContracts.Json)!;
            if (CaseState.Evolve(states.GetValueOrDefault(row.GetGuid(0)), happened) is { } state) states[row.GetGuid(0)] = state;
        }
        return states;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
