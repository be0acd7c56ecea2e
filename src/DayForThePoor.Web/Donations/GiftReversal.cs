using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements;

namespace DayForThePoor.Web.Donations;

/// <summary>Takes back every entry of a gift, each by its own voucher (PKT), dated in the open period.</summary>
public sealed class GiftReversal(GiftStream gift, Actor by, DateOnly date, string reasonCode, string reason, bool? copyReturned)
{
    public DateOnly Date => date;

    /// <summary>Lines of the bank had cleared the gift: a further entry gives them back their unlabelled income.</summary>
    public IReadOnlyList<TiedMoney> Releases { get; init; } = [];

    public IReadOnlyList<NumberNeed> Numbers =>
        [.. Enumerable.Repeat(new NumberNeed(gift.Recorded.FundId, date.Year, VoucherKinds.General, date), gift.Entries.Count + (Releases.Count > 0 ? 1 : 0))];

    /// <param name="numbers">One for each of <see cref="Numbers"/>.</param>
    public DonationReversed Event(IReadOnlyList<int> numbers, Guid? replacedBy, out IReadOnlyList<SealedText> texts)
    {
        var reversalId = Ids.Of("reversal", gift.Recorded.DonationId);
        var entries = gift.Entries.Select((entry, i) => entry.Reversal(Voucher(numbers[i]), date)).ToList();
        if (Releases.Count > 0)
        {
            entries.Add(new JournalEntry(
                Ids.Of("entry", gift.Recorded.DonationId, "release"), gift.Recorded.UnitId, gift.Recorded.FundId, Voucher(numbers[^1]), date,
                [
                    Posting.Debit(Roles.InTransit, Releases.Sum(r => r.Amount)) with { AccountId = gift.Recorded.AccountId },
                    .. Releases.Select(r => new ClaimedIncome(r.Campaign).ComeBack(r.Amount, gift.Recorded.AccountId)),
                ]));
        }
        (texts, var commitments) = SealedTexts.Of(reversalId, new Dictionary<string, string> { ["void_reason"] = reason });
        return new DonationReversed(gift.Recorded.DonationId, reversalId, reasonCode, commitments, entries, by.PersonId, copyReturned, replacedBy);
    }

    private VoucherNumber Voucher(int number) => new(VoucherKinds.General, date.Year, number);
}
