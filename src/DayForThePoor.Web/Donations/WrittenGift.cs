using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>A checked gift on its way into the books: asks for its numbers and makes event and texts of them.</summary>
public sealed class WrittenGift(Actor by, Fund fund, CheckedGift gift, Guid id, GiftSurroundings around, Letterhead letterhead, string issuer)
{
    public Guid Id => id;

    public Guid? Account => around.Account?.Id;

    /// <summary>The bank's line that the gift takes; set by the guard, under the account's lock.</summary>
    public TakenLine? Line { get; set; }

    /// <summary>What the gift's pledge writes about it; set by the guard, with the pledge locked.</summary>
    public PledgedSteps Pledge { get; set; } = PledgedSteps.None;

    /// <summary>Known after the commit.</summary>
    public string VoucherText { get; private set; } = "";

    public string ReceiptCode { get; private set; } = "";

    private string VoucherKind => GiftEntries.VoucherKind(gift.Form.Channel);

    private string ReceiptKind => GiftEntries.ReceiptKind(gift.Form.Channel);

    /// <summary>What a pledge is told of it; null for a gift without a pledge.</summary>
    public PledgedMoney? Pledged => gift.Form.Pledge is { } pledge ? new(pledge, id, gift.DocumentDate, gift.AmountVnd, gift.Form.Occasion, gift.Form.PledgeNote) : null;

    public IReadOnlyList<NumberNeed> Numbers => VoucherKind == ReceiptKind
        ? [Need(VoucherKind)]
        : [Need(VoucherKind), Need(ReceiptKind)];

    private NumberNeed Need(string kind) => new(fund.Id, gift.DocumentDate.Year, kind, gift.DocumentDate);

    public LedgerCommand Command(Guid request, byte[] hash, Func<NpgsqlConnection, CancellationToken, Task<Refusal?>>? guard) =>
        new(request, hash, fund.UnitId, [gift.DocumentDate], Numbers, numbers => Draft(numbers))
        {
            Guard = guard,
            Accounts = guard is not null && Account is { } account ? [account] : [],
        };

    /// <param name="numbers">One for each of <see cref="Numbers"/>.</param>
    /// <param name="replaces">The gift whose receipt this one takes the place of.</param>
    public Draft Draft(IReadOnlyList<int> numbers, Guid? replaces = null)
    {
        var voucher = new VoucherNumber(VoucherKind, gift.DocumentDate.Year, numbers[0]);
        var receipt = new VoucherNumber(ReceiptKind, gift.DocumentDate.Year, numbers[^1]);
        VoucherText = voucher.Text(fund.Kind);
        ReceiptCode = Core.Receipts.ReceiptCode.New(SealedTexts.RandomNumber(), issuer).Value;

        var (texts, commitments) = SealedTexts.Of(id, gift.Texts, GiftRules.Searched);
        var entry = new JournalEntry(
            Ids.Of("entry", id, "donation"), fund.UnitId, fund.Id, voucher, gift.DocumentDate,
            GiftEntries.Postings(gift, id, around.Campaign?.Id, Account, Line is { } line ? new ClaimedIncome(line.Campaign) : null));
        var recorded = new DonationRecorded(
            id, fund.UnitId, fund.Id, gift.Form.Channel, gift.AmountVnd, gift.Form.DonorKind, gift.Anonymous, gift.Earmarked,
            gift.DocumentDate, gift.Form.AttachmentCount, new IssuedReceipt(receipt, ReceiptCode), letterhead.Id, commitments, [entry], by.PersonId,
            gift.Form.MayBeNamed, around.Campaign?.Id, Account,
            gift.Form.BankReference is { Length: > 0 } reference ? reference : null, gift.Form.CollectedOn,
            gift.Form.Goods is { Count: > 0 } goods ? [.. goods.Select(g => new GoodsLine(g.Quantity, g.ValueVnd))] : null, replaces, gift.Form.Pledge);
        return new Draft(
            [StreamAppend.Start(id, recorded), .. (Line?.Freed ?? []).Select(f => f.Told(ReleaseReasons.Named, by.PersonId)), .. Pledge.Streams], [.. texts, .. Pledge.Texts]);
    }
}
