using System.Text.Json.Serialization;

namespace DayForThePoor.Core.Donations;

/// <summary>A gift as somebody asks to record it: texts as typed, codes already resolved by the door that took it.</summary>
/// <param name="AmountVnd">Whole đồng 1…10^15; null for goods that nobody has valued.</param>
/// <param name="PayerName">Who hands the money in, when not the donor.</param>
/// <param name="MayBeNamed">The donor's answer to being named in public; null when not asked.</param>
/// <param name="Campaign">Code of a campaign (đợt vận động) of the fund.</param>
/// <param name="Purpose">Mục đích; with it the gift is addressed, unless it says "ủng hộ chung".</param>
/// <param name="Condition">Điều kiện, địa chỉ cụ thể; the gift is carried out exactly so (NĐ 93/2021 Đ.9.3).</param>
/// <param name="DocumentDate">Ngày chứng từ; today when null.</param>
/// <param name="CollectedOn">Ngày thu tại cơ sở.</param>
/// <param name="Account">Code of the bank account that a transfer went to.</param>
/// <param name="Pledge">The pledge (cam kết đỡ đầu) that the money is for: giver and purpose follow from it.</param>
/// <param name="Occasion">Of a gift beside the pledge's instalments: birthday, Tết, back to school.</param>
/// <param name="PledgeNote">For whoever keeps the pledge; not on the receipt.</param>
public sealed record GiftForm(
    string Fund,
    string Channel,
    long? AmountVnd,
    string? DonorName = null,
    string DonorKind = DonorKinds.Person,
    string? DonorAddress = null,
    string? PayerName = null,
    string? PayerAddress = null,
    bool Anonymous = false,
    bool? MayBeNamed = null,
    string? Campaign = null,
    string? Purpose = null,
    string? Condition = null,
    DateOnly? DocumentDate = null,
    DateOnly? CollectedOn = null,
    string? CollectedBy = null,
    int AttachmentCount = 0,
    string? Account = null,
    string? BankReference = null,
    IReadOnlyList<GoodsForm>? Goods = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Pledge = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Occasion = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PledgeNote = null);

/// <param name="Quantity">Greater than 0, at most three decimals.</param>
/// <param name="ValueVnd">Whole đồng for the whole line, or null.</param>
public sealed record GoodsForm(string? Name, decimal Quantity, string? Unit, long? ValueVnd = null);
