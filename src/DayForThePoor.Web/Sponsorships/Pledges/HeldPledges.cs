using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>
/// One transaction that changes pledges: it holds slots, then cases, then pledges, reads what their events say, and appends.
/// </summary>
public sealed class HeldPledges : IAsyncDisposable
{
    private readonly Sessions sessions;
    private readonly Guid unit;
    private readonly NpgsqlTransaction transaction;
    private readonly List<(Guid Stream, object Event)> appended = [];
    private readonly List<SealedText> texts = [];

    private HeldPledges(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.sessions, this.unit, Connection, this.transaction) = (sessions, unit, connection, transaction);

    public NpgsqlConnection Connection { get; }

    public static async Task<HeldPledges> Begin(Sessions sessions, Guid unit, CancellationToken cancellation)
    {
        var connection = await sessions.Connect(unit, cancellation);
        return new HeldPledges(sessions, unit, connection, await connection.BeginTransactionAsync(cancellation));
    }

    /// <inheritdoc cref="PledgeStreams.Lock"/>
    public Task<IReadOnlyDictionary<Guid, PledgeState>> Lock(IEnumerable<Guid> pledges, CancellationToken cancellation) =>
        PledgeStreams.Lock(Connection, unit, pledges, cancellation);

    /// <summary>The pledge of this unit, its row locked; null when there is none.</summary>
    public async Task<PledgeState?> Lock(Guid pledge, CancellationToken cancellation) => (await Lock([pledge], cancellation)).GetValueOrDefault(pledge);

    /// <summary>Remembers a request that brings a key. A twin under way is waited for.</summary>
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

    /// <summary>A step of its own id, its texts sealed; what is empty is left out.</summary>
    public PledgeStep Step(Guid by, params (string Field, string? Text)[] written) => Step(Guid.CreateVersion7(), by, written);

    /// <inheritdoc cref="Step(Guid, ValueTuple{string, string}[])"/>
    public PledgeStep Step(Guid step, Guid by, params (string Field, string? Text)[] written)
    {
        var (rows, commitments) = SealedTexts.Of(step, written.Where(t => t.Text is { Length: > 0 }).ToDictionary(t => t.Field, t => t.Text!, StringComparer.Ordinal));
        texts.AddRange(rows);
        return new(step, by, commitments);
    }

    public void Append(params IEnumerable<IPledgeEvent> happened) => appended.AddRange(happened.Select(e => (e.PledgeId, (object)e)));

    /// <summary>Events of cases that change with their pledges.</summary>
    public void Append(ICaseEvent happened) => appended.Add((happened.BeneficiaryId, happened));

    public async Task Commit(CancellationToken cancellation)
    {
        await LedgerTransaction.SaveTexts(Connection, texts);
        await using var session = sessions.For(unit, transaction);
        foreach (var (stream, happened) in appended) session.Events.Append(stream, happened);
        await session.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
