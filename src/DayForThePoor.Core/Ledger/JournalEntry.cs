using System.Text.Json.Serialization;

namespace DayForThePoor.Core.Ledger;

/// <summary>Which side of an account a posting stands on. A reversal keeps the side and turns the sign (ghi số âm).</summary>
public enum Side
{
    /// <summary>Nợ.</summary>
    Debit,

    /// <summary>Có.</summary>
    Credit,
}

/// <summary>
/// One leg of a journal entry. It names the <em>role</em> that money plays, never an account number: the dated chart of
/// accounts maps roles to numbers (Thông tư 41/2022), so that history stands when the chart changes.
/// </summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Amount">Whole đồng, never 0; negative only where a reversal repeats a leg.</param>
/// <param name="AccountId">The bank account whose money moves.</param>
/// <param name="Source">Who gave: <c>person</c>, <c>organisation</c>, <c>group</c>, <c>unlabelled</c>, or the kind of another receipt.</param>
/// <param name="EarmarkId">The addressed gift (có địa chỉ) whose money this is until it is spent.</param>
/// <param name="BeneficiaryId">The household or person helped.</param>
/// <param name="CounterFundId">The fund on the other side, for what one fund owes another; of another unit where units pay each other.</param>
/// <param name="Purpose">What support was paid for, one of <see cref="Grants.Purposes"/>.</param>
public sealed record Posting(
    string Role,
    Side Side,
    long Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AccountId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CampaignId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? EarmarkId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? BeneficiaryId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CounterFundId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Purpose = null)
{
    public static Posting Debit(string role, long amount) => new(role, Side.Debit, amount);

    public static Posting Credit(string role, long amount) => new(role, Side.Credit, amount);
}

/// <summary>
/// The balanced entry (bút toán) of one voucher in the book of one fund. Its postings sum to zero; an entry without
/// postings is a voucher over goods that have no value yet.
/// </summary>
/// <param name="DocumentDate">Ngày chứng từ: the date on the paper and the period it belongs to.</param>
/// <param name="ValueDate">The bank's day, for bank money only.</param>
/// <param name="Reverses">The entry that this one takes back, whole and once.</param>
public sealed record JournalEntry(
    Guid Id,
    Guid UnitId,
    Guid FundId,
    VoucherNumber Voucher,
    DateOnly DocumentDate,
    IReadOnlyList<Posting> Postings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? ValueDate = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Reverses = null)
{
    /// <summary>Debits less credits in đồng; 0 for every entry that may be posted.</summary>
    [JsonIgnore]
    public long Imbalance
    {
        get
        {
            var sum = 0L;
            foreach (var posting in Postings)
                sum = checked(posting.Side == Side.Debit ? sum + posting.Amount : sum - posting.Amount);
            return sum;
        }
    }

    /// <summary>
    /// The entry that takes this one back: the same legs on the same sides with negative amounts, so that turnover falls
    /// as well as the balance (Luật Kế toán Đ.27). Its id derives from this one's, so that it exists at most once.
    /// </summary>
    public JournalEntry Reversal(VoucherNumber voucher, DateOnly documentDate) => new(
        ReversalId(Id), UnitId, FundId, voucher, documentDate,
        [.. Postings.Select(p => p with { Amount = checked(-p.Amount) })], null, Id);

    public static Guid ReversalId(Guid entry) => Ids.Of("reversal", entry.ToString("N"));
}

/// <summary>An event that moves money or goods carries the entries of its vouchers; balance is a property of the event.</summary>
public interface ICarriesEntries
{
    /// <summary>One entry for each fund whose book it touches.</summary>
    IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>Opaque id of the person who recorded it.</summary>
    Guid By { get; }
}
