using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>What the tables must hold, worked out from the events alone.</summary>
/// <param name="image">Makes the fingerprints, here and of the rows they are compared with.</param>
/// <param name="erased">Texts that were erased lawfully: their proof stays in the event, the row cannot show it any more.</param>
public sealed class ExpectedBooks(Differences differences, RowImage image, IReadOnlySet<(Guid Owner, string Field)> erased)
{
    /// <summary>An entry: fingerprint of its row, sum of its postings' fingerprints, and what a reversal of it needs.</summary>
    public struct EntryState
    {
        public UInt128 Row { get; set; }

        public UInt128 Postings { get; set; }

        public Guid Fund { get; set; }

        public bool Reversed { get; set; }

        public bool Seen { get; set; }
    }

    public Dictionary<Guid, EntryState> Entries { get; } = [];

    public Dictionary<Guid, ExpectedGift> Gifts { get; } = [];

    /// <summary>Owner → sum of the fingerprints of its texts.</summary>
    public Dictionary<Guid, UInt128> Texts { get; } = [];

    public Dictionary<(Guid Fund, int Year, string Kind), NumberSet> Series { get; } = [];

    /// <summary>Requests of commands other than gifts, whose request is their own id.</summary>
    public HashSet<Guid> Requests { get; } = [];

    public long Events { get; private set; }

    public long Postings { get; private set; }

    public void Take(in StoredEvent stored)
    {
        Events++;
        if (stored.Data is UnreadableEvent bad)
        {
            differences.Add(DifferenceCodes.EventUnreadable, bad.Sequence.ToString("D", null), bad.Alias, bad.Why);
            return;
        }
        if (stored.Data is ICarriesEntries carrier)
            foreach (var entry in carrier.Entries) Take(new EntryRows.EntryRow(entry, stored.StreamId, stored.Alias, stored.At, carrier.By));
        if (stored.Data is ICarriesTexts texts) Take(EventOwners.OfTexts(stored.Data), texts.Texts);
        if (EventOwners.RequestOf(stored.Data) is { } request) Requests.Add(request);
        TakeGift(stored);
    }

    private void Take(in EntryRows.EntryRow row)
    {
        var entry = row.Entry;
        Postings += entry.Postings.Count;
        if (entry.Imbalance != 0) differences.Add(DifferenceCodes.EntryUnbalanced, entry.Id, "0", $"{entry.Imbalance}");
        NumbersOf(entry.FundId, entry.Voucher).Add(entry.Voucher.Number);

        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(Entries, entry.Id, out var twice);
        if (twice) differences.Add(DifferenceCodes.EntryTwice, entry.Id, "1", "2");
        state.Row = image.OfEntry(row);
        state.Postings = SumOf(entry.Postings, sign: 1);
        state.Fund = entry.FundId;
        if (entry.Reverses is { } original) CheckMirror(entry, original);
    }

    /// <summary>Together the two leave nothing on any account and in any dimension (Luật Kế toán Đ.27).</summary>
    private void CheckMirror(JournalEntry reversal, Guid originalId)
    {
        ref var original = ref CollectionsMarshal.GetValueRefOrNullRef(Entries, originalId);
        if (Unsafe.IsNullRef(ref original))
        {
            differences.Add(DifferenceCodes.ReversalNotMirror, reversal.Id, $"{originalId:D}", "no such entry before it");
            return;
        }
        if (original.Reversed) differences.Add(DifferenceCodes.ReversalTwice, reversal.Id, $"{originalId:D}", "reversed before");
        original.Reversed = true;
        if (original.Fund != reversal.FundId || original.Postings != SumOf(reversal.Postings, sign: -1))
            differences.Add(DifferenceCodes.ReversalNotMirror, reversal.Id, $"{originalId:D}", "other legs");
    }

    private UInt128 SumOf(IReadOnlyList<Posting> postings, int sign)
    {
        UInt128 sum = 0;
        for (var line = 0; line < postings.Count; line++)
            sum = unchecked(sum + image.OfPosting(line, sign == 1 ? postings[line] : postings[line] with { Amount = -postings[line].Amount }));
        return sum;
    }

    private void Take(Guid owner, IReadOnlyDictionary<string, string> texts)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(Texts, owner, out _);
        foreach (var (field, commitment) in texts)
            if (!erased.Contains((owner, field))) sum = unchecked(sum + image.OfText(field, Convert.FromBase64String(commitment)));
    }

    private void TakeGift(in StoredEvent stored)
    {
        switch (stored.Data)
        {
            case DonationRecorded gift:
                // For cash the receipt is the voucher itself, whose number was taken with its entry.
                if (gift.Receipt.Number.Kind is VoucherKinds.TransferReceipt or VoucherKinds.GoodsReceipt)
                    NumbersOf(gift.FundId, gift.Receipt.Number).Add(gift.Receipt.Number.Number);
                Gifts[gift.DonationId] = new ExpectedGift(image.OfGift(gift, stored.At), gift);
                break;
            case DonationReversed end:
                if (Gifts.TryGetValue(end.DonationId, out var ended)) ended.End(end, stored.At);
                break;
            case CashReceiptConfirmed cash:
                if (Gifts.TryGetValue(cash.DonationId, out var paid)) paid.ConfirmedAt ??= stored.At;
                break;
            case GoodsValued valued:
                if (Gifts.TryGetValue(valued.DonationId, out var goods)) goods.Value(valued);
                break;
        }
    }

    private NumberSet NumbersOf(Guid fund, VoucherNumber number) =>
        CollectionsMarshal.GetValueRefOrAddDefault(Series, (fund, number.Year, number.Kind), out _) ??= new NumberSet();
}
