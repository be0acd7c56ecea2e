using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// One transaction that decides over streams that post nothing: rows are held, what their events say is read, and what was
/// decided is appended with its sealed texts. Each module names the rows that it holds and their order.
/// </summary>
public abstract class HeldStreams : IAsyncDisposable
{
    private readonly Sessions sessions;
    private readonly NpgsqlTransaction transaction;
    private readonly List<(Guid Stream, object Event)> appended = [];
    private readonly List<SealedText> texts = [];

    /// <param name="transaction">On the connection; both are ended with this.</param>
    protected HeldStreams(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.sessions, Unit, Connection, this.transaction) = (sessions, unit, connection, transaction);

    public NpgsqlConnection Connection { get; }

    /// <summary>The unit whose streams these are.</summary>
    protected Guid Unit { get; }

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

    /// <summary>Seals the texts of a step; what is empty is left out.</summary>
    /// <returns>Field → commitment, for the event.</returns>
    public IReadOnlyDictionary<string, string> Seal(Guid step, params (string Field, string? Text)[] written)
    {
        var (rows, commitments) = SealedTexts.Of(step, written.Where(t => t.Text is { Length: > 0 }).ToDictionary(t => t.Field, t => t.Text!, StringComparer.Ordinal));
        texts.AddRange(rows);
        return commitments;
    }

    /// <summary>To a stream whose row is held, or that begins with it.</summary>
    protected void Add(Guid stream, object happened) => appended.Add((stream, happened));

    public async Task Commit(CancellationToken cancellation)
    {
        await LedgerTransaction.SaveTexts(Connection, texts);
        if (appended.Count > 0)
        {
            await using var session = sessions.For(Unit, transaction);
            foreach (var (stream, happened) in appended) session.Events.Append(stream, happened);
            await session.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
        GC.SuppressFinalize(this);
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
