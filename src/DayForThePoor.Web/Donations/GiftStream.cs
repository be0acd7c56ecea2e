using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Donations;

/// <summary>A gift as its stream tells it: what was recorded and what happened since.</summary>
/// <param name="Version">Number of events; the next append expects it.</param>
public sealed record GiftStream(DonationRecorded Recorded, IReadOnlyList<JournalEntry> Entries, bool Confirmed, bool Valued, DonationReversed? Reversed, long Version)
{
    /// <summary>Null when there is no such gift in the unit.</summary>
    public static async Task<GiftStream?> Load(Sessions sessions, Guid unit, Guid donation, CancellationToken cancellation)
    {
        await using var session = sessions.Query(unit);
        var events = await session.Events.FetchStreamAsync(donation, token: cancellation);
        if (events.Count == 0 || events[0].Data is not DonationRecorded recorded || recorded.UnitId != unit) return null;
        return new GiftStream(
            recorded,
            [.. events.Select(e => e.Data).OfType<ICarriesEntries>().Where(e => e is not DonationReversed).SelectMany(e => e.Entries)],
            events.Any(e => e.Data is CashReceiptConfirmed),
            recorded.Goods is null || recorded.Goods.All(g => g.ValueVnd is not null) || events.Any(e => e.Data is GoodsValued),
            events.Select(e => e.Data).OfType<DonationReversed>().SingleOrDefault(),
            events.Count);
    }

    /// <summary>Cash in the box because of this gift, in đồng.</summary>
    public long Cash => Entries.SelectMany(e => e.Postings).Where(p => p.Role == Roles.Cash).Sum(p => p.Amount);

    /// <summary>Whether it was posted as money on its way, which the bank's statement clears.</summary>
    public bool InTransit => Entries.SelectMany(e => e.Postings).Any(p => p.Role == Roles.InTransit);

    public bool ClaimsLine => Entries.SelectMany(e => e.Postings).Any(p => p.Role == Roles.IncomeUnlabelled);
}
