using DayForThePoor.Web.Ledger;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace DayForThePoor.Web.Donations;

/// <summary>
/// Writes <c>dftp.gift</c> and <c>dftp.gift_goods</c>, which lists, receipts and the public page read: inline, in the
/// event's own transaction. A rebuild writes the same <see cref="GiftRows"/>.
/// </summary>
public sealed class GiftProjection(Func<Type, string> aliasOf) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var rows = new GiftRows();
        foreach (var appended in events) rows.Add(StoredEvent.Of(appended, aliasOf));
        foreach (var (sql, columns) in rows.Statements()) operations.QueueOperation(new UnnestInsert(sql, columns));
        return Task.CompletedTask;
    }
}
