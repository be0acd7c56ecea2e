using Marten;
using Npgsql;

namespace DayForThePoor.Web.Hosting;

/// <summary>
/// The only source of event-store sessions and raw connections. Every unit lives in one database today; a database per
/// province later changes this class and no caller.
/// </summary>
public sealed class Sessions(IDocumentStore store, NpgsqlDataSource app)
{
    public IDocumentSession For(Guid unit, NpgsqlTransaction transaction) =>
        store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));

    public IQuerySession Query(Guid unit) => store.QuerySession();

    public ValueTask<NpgsqlConnection> Connect(Guid unit, CancellationToken cancellation) => app.OpenConnectionAsync(cancellation);

    /// <summary>For a library that opens its connections itself.</summary>
    public NpgsqlConnection Unopened() => app.CreateConnection();

    /// <summary>For look-ups that name no unit: a receipt code, a sign-in, the registry.</summary>
    public ValueTask<NpgsqlConnection> ConnectAnywhere(CancellationToken cancellation) => app.OpenConnectionAsync(cancellation);
}
