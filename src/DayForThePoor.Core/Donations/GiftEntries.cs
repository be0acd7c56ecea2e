using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Donations;

/// <summary>The income that the import posted for a line; whoever takes the line takes the income away with the same dimensions.</summary>
public readonly record struct ClaimedIncome(Guid? CampaignId)
{
    public Posting Leave(long amount, Guid? account) => Dimensions(Posting.Debit(Roles.IncomeUnlabelled, amount), account);

    /// <summary>The line is nobody's again.</summary>
    public Posting ComeBack(long amount, Guid? account) => Dimensions(Posting.Credit(Roles.IncomeUnlabelled, amount), account);

    private Posting Dimensions(Posting leg, Guid? account) => leg with { AccountId = account, CampaignId = CampaignId, Source = "unlabelled" };
}

/// <summary>Which vouchers a gift makes and what they post.</summary>
public static class GiftEntries
{
    /// <summary>
    /// Kind of the voucher. Cash is a phiếu thu; goods a phiếu nhập kho; a transfer that is announced by hand a phiếu kế
    /// toán, because báo Có belongs to the bank's own statement and would count the money twice.
    /// </summary>
    public static string VoucherKind(string channel) => channel switch
    {
        Channels.Cash => VoucherKinds.CashIn,
        Channels.Goods => VoucherKinds.GoodsIn,
        _ => VoucherKinds.General,
    };

    /// <summary>Series of the donor's receipt; for cash it is the voucher's own.</summary>
    public static string ReceiptKind(string channel) => channel switch
    {
        Channels.Cash => VoucherKinds.CashIn,
        Channels.Goods => VoucherKinds.GoodsReceipt,
        _ => VoucherKinds.TransferReceipt,
    };

    /// <summary>
    /// The two legs of a gift; none for goods without a value.
    /// </summary>
    /// <param name="claims">The bank's line is posted already as income nobody had labelled: the gift labels it and
    /// moves no money a second time.</param>
    public static IReadOnlyList<Posting> Postings(CheckedGift gift, Guid donation, Guid? campaign, Guid? account, ClaimedIncome? claims)
    {
        if (gift.AmountVnd == 0) return [];
        var earmark = gift.Form.Pledge ?? (gift.Earmarked ? donation : null);
        var debit = gift.Form.Channel switch
        {
            Channels.Cash => Posting.Debit(Roles.Cash, gift.AmountVnd),
            Channels.Goods => Posting.Debit(Roles.Goods, gift.AmountVnd),
            _ when claims is { } income => income.Leave(gift.AmountVnd, account),
            _ => Posting.Debit(Roles.InTransit, gift.AmountVnd) with { AccountId = account },
        };
        return [debit, Posting.Credit(Roles.IncomeGifts, gift.AmountVnd) with { CampaignId = campaign, Source = gift.Form.DonorKind, EarmarkId = earmark }];
    }
}
