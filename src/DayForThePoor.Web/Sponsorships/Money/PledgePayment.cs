using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Donations;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Money for one pledge, as somebody asks to record it.</summary>
/// <param name="Channel">cash or transfer.</param>
/// <param name="Account">Code of the bank account of a transfer; the fund's only one when null.</param>
/// <param name="Occasion">Of a gift beside the instalments.</param>
/// <param name="Narration">For whoever keeps the pledge; not on the receipt.</param>
/// <param name="Memo">What the giver wrote to the bank: a code of another pledge in it is refused.</param>
public sealed record PledgePayment(
    long? AmountVnd, string Channel, DateOnly? DocumentDate = null, string? Account = null, string? BankReference = null, string? Occasion = null, string? Narration = null,
    string? Memo = null, string? PayerName = null);

/// <summary>Money of a sponsor for several pledges at once.</summary>
/// <param name="Parts">Who gets how much; null: exactly one, two, … instalments of every pledge that goes on.</param>
public sealed record SponsorPayment(
    long? AmountVnd, string Channel, DateOnly? DocumentDate = null, string? Account = null, string? BankReference = null, string? Narration = null,
    IReadOnlyList<SharedPart>? Parts = null, string? PayerName = null);

public sealed record SharedPart(Guid Pledge, long AmountVnd);

/// <summary>A line of a bank statement that brought money for pledges.</summary>
/// <param name="Amount">Đồng, all of it still open.</param>
/// <param name="Account">Account and book as it was posted.</param>
public sealed record LineMoney(long Id, DateOnly Day, long Amount, string Reference, StatementAccount Account);

/// <summary>What a part of a payment is for.</summary>
/// <param name="Kind">One of <see cref="Core.Sponsorships.PartKinds"/>.</param>
public sealed record PaidPart(string Kind, long AmountVnd, int? Seq, DateOnly? DueOn, string? Occasion);

/// <summary>A payment and the gift that it is in the books.</summary>
/// <param name="ReceiptCode">Twelve characters without dashes.</param>
public sealed record PledgePaid(
    Guid GiftId, Guid PledgeId, string VoucherNumber, string ReceiptCode, bool AlreadyKnown, IReadOnlyList<PaidPart> Parts, IReadOnlyList<Warning> Warnings);

/// <param name="Payments">One gift a pledge, with a receipt each.</param>
public sealed record PledgesPaid(IReadOnlyList<PledgePaid> Payments, bool AlreadyKnown);
