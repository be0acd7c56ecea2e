using System.Text.Json.Serialization;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Donations;

/// <summary>How a gift arrives.</summary>
public static class Channels
{
    public const string Cash = "cash";
    public const string Transfer = "transfer";
    public const string Goods = "goods";

    public static readonly IReadOnlyList<string> All = [Cash, Transfer, Goods];
}

/// <summary>Who gives.</summary>
public static class DonorKinds
{
    public const string Person = "person";
    public const string Organisation = "organisation";

    /// <summary>Ủng hộ tập thể: several givers, with a list.</summary>
    public const string Group = "group";

    public static readonly IReadOnlyList<string> All = [Person, Organisation, Group];
}

/// <summary>One line of goods; its name, unit and condition are sealed texts <c>goods_name_n</c>, <c>goods_unit_n</c>.</summary>
/// <param name="Quantity">Greater than 0, at most three decimals, in the unit of the line.</param>
/// <param name="ValueVnd">Trị giá quy đổi in đồng, or null until it is valued.</param>
public sealed record GoodsLine(decimal Quantity, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ValueVnd);

/// <summary>The receipt that a gift was given: its number in the series of its kind and its check code.</summary>
/// <param name="Number">PT for cash (the voucher itself), XN for a transfer, HV for goods.</param>
/// <param name="Code">Twelve characters, unguessable; see <c>CheckCode</c>.</param>
public sealed record IssuedReceipt(VoucherNumber Number, string Code);

/// <summary>A gift was taken. Starts the gift's own stream.</summary>
/// <param name="AmountVnd">Đồng; for goods the value as far as it is known, else 0.</param>
/// <param name="MayBeNamed">The donor's answer to being named in public; null when not asked.</param>
/// <param name="Earmarked">Ủng hộ có địa chỉ: to be carried out exactly as promised (NĐ 93/2021 Đ.9.3).</param>
/// <param name="CollectedOn">Ngày thu tại cơ sở, when the money was taken before the voucher was written.</param>
/// <param name="LetterheadId">The issuer's block as it stood, so that the receipt never drifts.</param>
/// <param name="Texts">Field → commitment of its text.</param>
/// <param name="ReplacesId">The gift whose wrong receipt this one stands for.</param>
/// <param name="PledgeId">The pledge that it is for; its money is kept under the pledge's id.</param>
public sealed record DonationRecorded(
    Guid DonationId,
    Guid UnitId,
    Guid FundId,
    string Channel,
    long AmountVnd,
    string DonorKind,
    bool Anonymous,
    bool Earmarked,
    DateOnly DocumentDate,
    int AttachmentCount,
    IssuedReceipt Receipt,
    Guid LetterheadId,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? MayBeNamed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CampaignId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AccountId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BankReference = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? CollectedOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<GoodsLine>? Goods = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? ReplacesId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? PledgeId = null) : ICarriesEntries, ICarriesTexts;

/// <summary>A gift's entries were taken back, whole and once; its numbers stay. Ends the gift's stream.</summary>
/// <param name="ReasonCode">One of <see cref="VoidReasons"/>; the words beside it are sealed as <c>void_reason</c>.</param>
/// <param name="CopyReturned">Whether liên 2 came back; null when nobody asked (the API).</param>
/// <param name="ReplacedById">The gift that was recorded in its place in the same transaction.</param>
public sealed record DonationReversed(
    Guid DonationId,
    Guid ReversalId,
    string ReasonCode,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? CopyReturned = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? ReplacedById = null) : ICarriesEntries, ICarriesTexts;

/// <summary>The treasurer confirmed that the cash of a voucher is in the box ("đã thu"). Moves nothing.</summary>
public sealed record CashReceiptConfirmed(Guid DonationId, Guid By);

/// <summary>Goods got their value, with its basis (sealed as <c>value_basis</c>): invoice, declaration, market price.</summary>
/// <param name="ValuesVnd">Đồng per line, in the order of the gift's lines.</param>
public sealed record GoodsValued(
    Guid DonationId,
    IReadOnlyList<long> ValuesVnd,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries, ICarriesTexts;

/// <summary>Why a gift's voucher was voided; the public page words each without blaming the donor.</summary>
public static class VoidReasons
{
    public const string Duplicate = "duplicate";
    public const string NotReceived = "not_received";
    public const string Returned = "returned";
    public const string WrongAmount = "wrong_amount";
    public const string WrongName = "wrong_name";
    public const string WrongAddress = "wrong_address";
    public const string WrongPurpose = "wrong_purpose";
    public const string LostCopy = "lost_copy";

    /// <summary>Anything else; the words say it.</summary>
    public const string Other = "other";

    /// <summary>After these the gift stands in full and only its receipt is made out again.</summary>
    public static readonly IReadOnlyList<string> Replacing = [WrongName, WrongAddress, WrongPurpose, LostCopy, WrongAmount];

    public static readonly IReadOnlyList<string> Voiding = [Duplicate, NotReceived, Returned, Other];
}
