using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>
/// The columns of each table in one order, once from the event and once from the row, side by side: a column that is left
/// out of one is a difference in every row, so that it cannot be forgotten.
/// </summary>
public static class RowDigests
{
    public const string EntryColumns =
        "stream_id, source, unit_id, fund_id, kind, year, number, document_date, value_date, recorded_at, recorded_by, reverses";

    public const string PostingColumns = "line, role, side, amount, account_id, campaign_id, source, earmark_id, beneficiary_id, counter_fund_id";

    public const string GiftColumns = """
        unit_id, fund_id, campaign_id, channel, donor_kind, anonymous, may_be_named, earmarked, account_id, bank_reference, document_date, collected_on,
        attachment_count, voucher_kind, voucher_year, voucher_number, receipt_kind, receipt_number, receipt_code, letterhead_id, recorded_at, recorded_by
        """;

    public static UInt128 OfEntry(this RowDigest digest, in EntryRows.EntryRow row) => digest
        .Add(row.StreamId).Add(row.Source).Add(row.Entry.UnitId).Add(row.Entry.FundId)
        .Add(row.Entry.Voucher.Kind).Add((long)row.Entry.Voucher.Year).Add((long)row.Entry.Voucher.Number)
        .Add(row.Entry.DocumentDate).Add(row.Entry.ValueDate).Add(row.RecordedAt).Add(row.By).Add(row.Entry.Reverses)
        .Take();

    /// <param name="row">Stands on a row of <see cref="EntryColumns"/>, the first of them at <paramref name="at"/>.</param>
    public static UInt128 OfEntry(this RowDigest digest, NpgsqlDataReader row, int at) => digest
        .Add(row.GetGuid(at)).Add(row.GetString(at + 1)).Add(row.GetGuid(at + 2)).Add(row.GetGuid(at + 3))
        .Add(row.GetString(at + 4)).Add((long)row.GetInt16(at + 5)).Add((long)row.GetInt32(at + 6))
        .Add(row.GetFieldValue<DateOnly>(at + 7)).Add(row.Day(at + 8)).Add(row.Instant(at + 9)).Add(row.GetGuid(at + 10)).Add(row.Id(at + 11))
        .Take();

    public static UInt128 OfPosting(this RowDigest digest, int line, Posting posting) => digest
        .Add((long)line).Add(posting.Role).Add(EntryRows.Letter(posting.Side)).Add(posting.Amount)
        .Add(posting.AccountId).Add(posting.CampaignId).Add(posting.Source).Add(posting.EarmarkId).Add(posting.BeneficiaryId).Add(posting.CounterFundId)
        .Take();

    public static UInt128 OfPosting(this RowDigest digest, NpgsqlDataReader row, int at) => digest
        .Add((long)row.GetInt16(at)).Add(row.GetString(at + 1)).Add(row.GetString(at + 2)).Add(row.GetInt64(at + 3))
        .Add(row.Id(at + 4)).Add(row.Id(at + 5)).Add(row.Text(at + 6)).Add(row.Id(at + 7)).Add(row.Id(at + 8)).Add(row.Id(at + 9))
        .Take();

    /// <summary>Without amount, end and confirmation, which change.</summary>
    public static UInt128 OfGift(this RowDigest digest, DonationRecorded gift, DateTimeOffset at) => digest
        .Add(gift.UnitId).Add(gift.FundId).Add(gift.CampaignId).Add(gift.Channel).Add(gift.DonorKind).Add(gift.Anonymous).Add(gift.MayBeNamed)
        .Add(gift.Earmarked).Add(gift.AccountId).Add(gift.BankReference).Add(gift.DocumentDate).Add(gift.CollectedOn).Add((long)gift.AttachmentCount)
        .Add(gift.Entries[0].Voucher.Kind).Add((long)gift.Entries[0].Voucher.Year).Add((long)gift.Entries[0].Voucher.Number)
        .Add(gift.Receipt.Number.Kind).Add((long)gift.Receipt.Number.Number).Add(gift.Receipt.Code).Add(gift.LetterheadId).Add(at).Add(gift.By)
        .Take();

    public static UInt128 OfGift(this RowDigest digest, NpgsqlDataReader row, int at) => digest
        .Add(row.GetGuid(at)).Add(row.GetGuid(at + 1)).Add(row.Id(at + 2)).Add(row.GetString(at + 3)).Add(row.GetString(at + 4)).Add(row.GetBoolean(at + 5))
        .Add(row.IsDBNull(at + 6) ? null : row.GetBoolean(at + 6)).Add(row.GetBoolean(at + 7)).Add(row.Id(at + 8)).Add(row.Text(at + 9))
        .Add(row.GetFieldValue<DateOnly>(at + 10)).Add(row.Day(at + 11)).Add((long)row.GetInt32(at + 12))
        .Add(row.GetString(at + 13)).Add((long)row.GetInt16(at + 14)).Add((long)row.GetInt32(at + 15))
        .Add(row.GetString(at + 16)).Add((long)row.GetInt32(at + 17)).Add(row.GetString(at + 18)).Add(row.GetGuid(at + 19)).Add(row.Instant(at + 20)).Add(row.GetGuid(at + 21))
        .Take();

    public static UInt128 OfText(this RowDigest digest, string field, ReadOnlySpan<byte> commitment) => digest.Add(field).Add(commitment).Take();

    public static UInt128 OfGoods(this RowDigest digest, int line, decimal quantity, long? value) => digest.Add((long)line).Add(quantity).Add(value).Take();

    public static Guid? Id(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateOnly? Day(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    public static DateTimeOffset? Instant(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero);
}
