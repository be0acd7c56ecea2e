using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Receipts;

/// <summary>What a receipt is worth today.</summary>
public enum ReceiptStatus
{
    Valid,

    /// <summary>Made out again; the gift stands in full.</summary>
    Replaced,

    /// <summary>Paper with this code has no value.</summary>
    Void,
}

/// <summary>A text that a person wrote on the receipt.</summary>
/// <param name="Text">Null once it was erased; then pages say so instead of leaving a gap.</param>
public sealed record WrittenText(string? Text);

/// <summary>The receipt that stands in the place of another.</summary>
public sealed record ReceiptReference(string Number, ReceiptCode Code);

/// <summary>One line of goods as written on the receipt.</summary>
/// <param name="Quantity">More than 0, at most three decimals.</param>
/// <param name="Value">As it was known when the receipt was made out; null for not valued then, whatever came later.</param>
public sealed record ReceiptGoods(int Line, decimal Quantity, Vnd? Value, WrittenText? Name, WrittenText? Condition, WrittenText? Unit, WrittenText? Expiry, WrittenText? Basis);

/// <summary>
/// A receipt with every fact its paper shows. All of them are frozen when it is made out or dated data of that day, so
/// that the page never drifts from the paper; only status, successor and number of prints change.
/// </summary>
public sealed record ReceiptView
{
    public required Guid GiftId { get; init; }

    public required ReceiptCode Code { get; init; }

    /// <summary>"PT-VNN-2026-000123".</summary>
    public required string Number { get; init; }

    /// <summary>One of <see cref="Channels"/>; it decides title and fields.</summary>
    public required string Channel { get; init; }

    public required ReceiptStatus Status { get; init; }

    /// <summary>One of <see cref="VoidReasons"/>; null while valid.</summary>
    public string? EndReason { get; init; }

    /// <summary>The day it was voided or replaced.</summary>
    public DateOnly? EndedOn { get; init; }

    public ReceiptReference? Successor { get; init; }

    /// <summary>The unit as it was called on the document date.</summary>
    public required UnitVersion Unit { get; init; }

    public required Fund Fund { get; init; }

    public Campaign? Campaign { get; init; }

    public required Letterhead Letterhead { get; init; }

    /// <summary>For goods the part that was valued when the receipt was made out, else 0.</summary>
    public required Vnd Amount { get; init; }

    public required DateOnly DocumentDate { get; init; }

    public DateOnly? CollectedOn { get; init; }

    public required int AttachmentCount { get; init; }

    /// <summary>One of <see cref="DonorKinds"/>.</summary>
    public required string DonorKind { get; init; }

    public required bool Anonymous { get; init; }

    public bool? MayBeNamed { get; init; }

    public required bool Earmarked { get; init; }

    /// <summary>Field of <c>dftp.sealed_text</c> → what was written.</summary>
    public required IReadOnlyDictionary<string, WrittenText> Texts { get; init; }

    public required IReadOnlyList<ReceiptGoods> Goods { get; init; }

    public BankAccount? Account { get; init; }

    public string? BankReference { get; init; }

    /// <summary>The accounting voucher behind a transfer's or goods receipt; for cash the receipt itself.</summary>
    public required VoucherNumber Voucher { get; init; }

    /// <summary>Account numbers of the voucher's entry, in the chart of the document date.</summary>
    public required IReadOnlyList<string> Debited { get; init; }

    public required IReadOnlyList<string> Credited { get; init; }

    public required int TimesPrinted { get; init; }

    public string VoucherText => Voucher.Text(Fund.Kind);

    public WrittenText? DonorName => Texts.GetValueOrDefault("donor_name");

    public WrittenText? PayerName => Texts.GetValueOrDefault("payer_name");

    public PublicDonor PublicDonor => PublicDonor.Of(DonorKind, Anonymous, MayBeNamed, DonorName is not null, DonorName?.Text);
}
