using DayForThePoor.Web.Ledger;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace DayForThePoor.Web.Grants;

/// <summary>Writes what follows from the events of grants and lists, inline. A rebuild writes the same <see cref="GrantRows"/>.</summary>
public sealed class GrantProjection(Func<Type, string> aliasOf) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var rows = new GrantRows();
        foreach (var appended in events) rows.Add(StoredEvent.Of(appended, aliasOf));
        foreach (var (sql, columns) in rows.Statements()) operations.QueueOperation(new UnnestInsert(sql, columns));
        return Task.CompletedTask;
    }
}
