using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>The columns of each table and, below each list, the same columns made from the event.</summary>
public static class RowImages
{
    public const string EntryColumns =
        "stream_id, source, unit_id, fund_id, kind, year, number, document_date, value_date, recorded_at, recorded_by, reverses";

    public static UInt128 OfEntry(this RowImage image, in EntryRows.EntryRow row) => image
        .Add(row.StreamId).Add(row.Source).Add(row.Entry.UnitId).Add(row.Entry.FundId)
        .Add(row.Entry.Voucher.Kind).AddShort(row.Entry.Voucher.Year).AddInt(row.Entry.Voucher.Number)
        .Add(row.Entry.DocumentDate).Add(row.Entry.ValueDate).Add(row.RecordedAt).Add(row.By).Add(row.Entry.Reverses)
        .Take();

    public const string PostingColumns = "line, role, side, amount, account_id, campaign_id, source, earmark_id, beneficiary_id, counter_fund_id, purpose";

    public static UInt128 OfPosting(this RowImage image, int line, Posting posting) => image
        .AddShort(line).Add(posting.Role).Add(EntryRows.Letter(posting.Side)).AddLong(posting.Amount)
        .Add(posting.AccountId).Add(posting.CampaignId).Add(posting.Source).Add(posting.EarmarkId).Add(posting.BeneficiaryId).Add(posting.CounterFundId).Add(posting.Purpose)
        .Take();

    public const string GiftColumns = """
        unit_id, fund_id, campaign_id, channel, donor_kind, anonymous, may_be_named, earmarked, account_id, bank_reference, document_date, collected_on,
        attachment_count, voucher_kind, voucher_year, voucher_number, receipt_kind, receipt_number, receipt_code, letterhead_id, recorded_at, recorded_by, pledge_id
        """;

    public static UInt128 OfGift(this RowImage image, DonationRecorded gift, DateTimeOffset at) => image
        .Add(gift.UnitId).Add(gift.FundId).Add(gift.CampaignId).Add(gift.Channel).Add(gift.DonorKind).Add(gift.Anonymous).Add(gift.MayBeNamed)
        .Add(gift.Earmarked).Add(gift.AccountId).Add(gift.BankReference).Add(gift.DocumentDate).Add(gift.CollectedOn).AddInt(gift.AttachmentCount)
        .Add(gift.Entries[0].Voucher.Kind).AddShort(gift.Entries[0].Voucher.Year).AddInt(gift.Entries[0].Voucher.Number)
        .Add(gift.Receipt.Number.Kind).AddInt(gift.Receipt.Number.Number).Add(gift.Receipt.Code).Add(gift.LetterheadId).Add(at).Add(gift.By).Add(gift.PledgeId)
        .Take();

    /// <summary>The columns of a gift that later events change.</summary>
    public const string ChangingGiftColumns = "amount, status, void_reason, ended_at, reversal_id, replaced_by, cash_confirmed_at";

    public static UInt128 OfChanging(this RowImage image, ExpectedGift gift) => image
        .AddLong(gift.Amount).Add(gift.Status).Add(gift.Ended?.ReasonCode).Add(gift.EndedAt).Add(gift.Ended?.ReversalId).Add(gift.Ended?.ReplacedById)
        .Add(gift.ConfirmedAt)
        .Take();

    /// <summary>Quantities in thousandths, so that 4.0 and 4.000 are one.</summary>
    public const string GoodsColumns = "line, (quantity * 1000)::bigint, value";

    public static UInt128 OfGoods(this RowImage image, int line, GoodsLine goods) => image
        .AddShort(line).AddLong(decimal.ToInt64(goods.Quantity * 1000m)).AddLong(goods.ValueVnd)
        .Take();

    public static UInt128 OfText(this RowImage image, string field, ReadOnlySpan<byte> commitment) => image.Add(field).Add(commitment).Take();
}
