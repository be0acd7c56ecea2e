using JasperFx.Events;

namespace DayForThePoor.Web.Ledger;

/// <summary>An event with what the store knows about it; the same whether it is being appended or read again.</summary>
/// <param name="StreamId">The gift, entry or account day it belongs to.</param>
/// <param name="Alias">The name it is stored under (<c>EventContracts</c>).</param>
/// <param name="At">When it was recorded, UTC, whole microseconds.</param>
public readonly record struct StoredEvent(object Data, Guid StreamId, string Alias, DateTimeOffset At)
{
    /// <summary>An event on its way into the store.</summary>
    public static StoredEvent Of(IEvent appended, Func<Type, string> aliasOf) =>
        new(appended.Data, appended.StreamId, aliasOf(appended.EventType), appended.Timestamp.ToUniversalTime());
}
