using DayForThePoor.Web.Ledger;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace DayForThePoor.Web.Payments;

/// <summary>Writes <c>payments.payment</c> and <c>payments.approval</c> inline, in the event's own transaction. A rebuild writes the same <see cref="PaymentRows"/>.</summary>
public sealed class PaymentProjection(Func<Type, string> aliasOf) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var rows = new PaymentRows();
        foreach (var appended in events) rows.Add(StoredEvent.Of(appended, aliasOf));
        foreach (var (sql, columns) in rows.Statements()) operations.QueueOperation(new UnnestInsert(sql, columns));
        return Task.CompletedTask;
    }
}
