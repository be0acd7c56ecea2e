using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Writes <c>ledger.entry</c> and <c>ledger.posting</c> from the events that carry entries: one statement per table for
/// the whole batch, inline, in the event's own transaction. A rebuild writes the same <see cref="EntryRows"/>.
/// </summary>
public sealed class LedgerProjection(Func<Type, string> aliasOf) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var rows = new EntryRows();
        foreach (var appended in events) rows.Add(StoredEvent.Of(appended, aliasOf));
        foreach (var (sql, columns) in rows.Statements()) operations.QueueOperation(new UnnestInsert(sql, columns));
        return Task.CompletedTask;
    }
}
