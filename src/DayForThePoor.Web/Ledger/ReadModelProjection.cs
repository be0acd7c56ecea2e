using DayForThePoor.Web.Hosting;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Writes every table that follows from events alone, inline, in the event's own transaction: one statement a table for the
/// whole batch. New streams (<see cref="StartedStreams"/>) and a rebuild write the same rows.
/// </summary>
public sealed class ReadModelProjection(IEnumerable<ReadModel> models) : IProjection
{
    private readonly IReadOnlyList<ReadModel> models = [.. models];

    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var rows in models.Select(model => model.New()))
        {
            foreach (var appended in events) rows.Add(StoredEvent.Of(appended, type => EventContracts.Aliases[type]));
            foreach (var (sql, columns) in rows.Statements()) operations.QueueOperation(new UnnestInsert(sql, columns));
        }
        return Task.CompletedTask;
    }
}
