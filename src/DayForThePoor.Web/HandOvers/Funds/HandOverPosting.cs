using DayForThePoor.Core;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Ledger;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>One voucher that signed minutes make.</summary>
/// <param name="Stream">That of the minutes for the giver's.</param>
public sealed record HandOverVoucher(Guid Stream, Guid EntryId, Guid UnitId, Guid FundId, IReadOnlyList<Posting> Postings);

/// <summary>What signed minutes post. Pure.</summary>
public static class HandOverPosting
{
    /// <summary>
    /// The giver's voucher first, then those of the receivers. Bank money of an account whose holder changes is posted on the
    /// new holder's account as its opening balance; that of a closed account is under way to the receiver's own.
    /// </summary>
    public static IReadOnlyList<HandOverVoucher> Vouchers(Guid id, HandOverMinute minute)
    {
        List<HandOverVoucher> vouchers =
        [
            .. HandOverLegs.OfGiver([.. minute.Items.Select(i => i.Holding)], [.. minute.Earmarks.Select(e => new EarmarkLeft(e.EarmarkId, e.LeftVnd, e.InGoods))])
                .Select((postings, i) => new HandOverVoucher(
                    id, i == 0 ? EntryQueries.EntryIdOf(id) : Ids.Of("entry", id, $"{i}"), minute.UnitId, minute.FundId, postings)),
        ];
        foreach (var receiver in minute.Receivers)
        {
            var taken = minute.Items.Select(item => Taken(item, receiver, minute)).ToList();
            var entries = HandOverLegs.OfReceiver(taken, [.. minute.Earmarks.Select(e => new TakenEarmark(e.EarmarkId, e.PartOf(receiver.UnitId), e.InGoods))]);
            for (var i = 0; i < entries.Count; i++)
            {
                var stream = Ids.Of("fund-taken-over", id, receiver.FundId.ToString("D"), $"{i}");
                vouchers.Add(new(stream, EntryQueries.EntryIdOf(stream), receiver.UnitId, receiver.FundId, entries[i]));
            }
        }
        return vouchers;
    }

    private static TakenHolding Taken(MinuteItem item, MinuteReceiver receiver, HandOverMinute minute)
    {
        var part = item.PartOf(receiver.UnitId);
        if (item.Holding.AccountId is not { } id) return new(item.Holding, item.Holding.Role, null, part);
        var account = minute.Accounts.FirstOrDefault(a => a.AccountId == id);
        if (account?.ToUnitId == receiver.UnitId) return new(item.Holding, item.Holding.Role, account.NewAccountId, part);
        return new(item.Holding, item.Holding.Role == Roles.Bank ? Roles.InTransit : item.Holding.Role, receiver.AccountId, part);
    }

    /// <summary>Vouchers with the numbers that they were given, as events. An empty book is handed over without a voucher.</summary>
    public static Draft Write(
        Guid id, HandOverMinute minute, IReadOnlyList<HandOverVoucher> vouchers, IReadOnlyList<int> numbers, DateOnly date,
        IReadOnlyDictionary<string, string> commitments, IReadOnlyList<SealedText> texts, Guid by)
    {
        var entries = vouchers.Zip(numbers, (voucher, number) => (voucher.Stream, Entry: new JournalEntry(
            voucher.EntryId, voucher.UnitId, voucher.FundId, new VoucherNumber(VoucherKinds.General, date.Year, number), date, voucher.Postings,
            voucher.Postings.Any(p => p.Role == Roles.Bank) ? minute.ClosingOn.AddDays(1) : null))).ToList(); // the bank's day, whatever the paper bears
        var given = new FundHandedOver(
            id, minute.UnitId, minute.FundId, minute.ClosingOn, minute.TotalVnd, commitments, [.. entries.Where(e => e.Stream == id).Select(e => e.Entry)], by);
        return new Draft(
            [
                StreamAppend.Start(id, given),
                .. entries.Where(e => e.Stream != id).Select(e => StreamAppend.Start(
                    e.Stream, new FundTakenOver(e.Stream, id, e.Entry.UnitId, e.Entry.FundId, [e.Entry], by))),
            ],
            texts);
    }

    /// <summary>The weights by which the fund's history counts for its successors: the đồng that each was handed, else the
    /// minutes' shares where nothing, or less than nothing, was handed to one.</summary>
    public static IReadOnlyList<(Guid FundId, long Weight)> Weights(HandOverMinute minute)
    {
        var handed = minute.Receivers.Select(r => (r.FundId, Weight: minute.TotalOf(r.UnitId))).ToList();
        return handed.All(h => h.Weight >= 0) && handed.Any(h => h.Weight > 0) ? handed : [.. minute.Receivers.Select(r => (r.FundId, r.Share))];
    }
}
