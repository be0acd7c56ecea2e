using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Payments.Levels;

/// <summary>What one level sends another.</summary>
public static class TransferKinds
{
    /// <summary>Nộp lên cấp trên.</summary>
    public const string PaidUp = "paid_up";

    /// <summary>Phân bổ cho cấp dưới: by a decision, and settled back.</summary>
    public const string Allocation = "allocation";

    /// <summary>Nộp trả phần phân bổ không dùng hết.</summary>
    public const string Return = "return";

    public static readonly IReadOnlyList<string> All = [PaidUp, Allocation, Return];
}

/// <summary>How far a transfer is.</summary>
public static class TransferStates
{
    /// <summary>Chờ duyệt: nothing is posted yet.</summary>
    public const string Awaiting = "awaiting";

    /// <summary>Chờ bên nhận xác nhận: open in both books.</summary>
    public const string Sent = "sent";

    /// <summary>Đã xác nhận; of an allocation: not settled yet.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Từ chối by the approver; nothing was posted.</summary>
    public const string Rejected = "rejected";

    /// <summary>Bên nhận từ chối: taken back in both books.</summary>
    public const string Refused = "refused";

    /// <summary>Taken back by whoever recorded it.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Đã quyết toán.</summary>
    public const string Settled = "settled";

    public static readonly IReadOnlyList<string> All = [Awaiting, Sent, Confirmed, Rejected, Refused, Withdrawn, Settled];
}

/// <summary>The two ends of a transfer.</summary>
public static class TransferEnds
{
    public const string From = "from";

    public const string To = "to";
}

/// <summary>Ids that follow from a transfer's.</summary>
public static class TransferIds
{
    /// <summary>Of the transfer that <paramref name="key"/> asked for in the unit.</summary>
    public static Guid Of(Guid unit, string key) => Ids.Of("unit-transfer", unit, key);

    /// <summary>The stream of an end: each has its own, because a line of a bank's statement proves one end and not the other.</summary>
    public static Guid StreamOf(Guid transfer, string end) => end == TransferEnds.From ? transfer : Ids.Of("unit-transfer-in", transfer);

    public static Guid EntryOf(Guid transfer, string end, string step) => Ids.Of("entry", transfer, end, step);

    public static Guid OfSending(Guid transfer) => Ids.Of("unit-transfer-sent", transfer);

    public static Guid OfConfirming(Guid transfer) => Ids.Of("unit-transfer-confirmed", transfer);

    public static Guid OfEnding(Guid transfer) => Ids.Of("unit-transfer-ended", transfer);

    public static Guid OfSettling(Guid transfer) => Ids.Of("unit-transfer-settled", transfer);
}

/// <summary>An end whose books are kept here.</summary>
/// <param name="AccountId">The bank account that the money leaves or reaches; null for cash.</param>
public sealed record TransferSide(Guid UnitId, Guid FundId, Guid? AccountId);

/// <summary>
/// Money between two levels and what it does to their books. At least one end is inside. While it is open the sender is
/// owed it and the receiver owes it; only the confirmation turns that into paid up or allocated on one side and into income
/// that is no gift on the other.
/// </summary>
/// <param name="AmountVnd">Đồng, above 0.</param>
/// <param name="From">Null: the sender keeps no books here.</param>
/// <param name="To">Null: the receiver keeps no books here.</param>
/// <param name="Earmark">The addressed allocation whose money this is: its own id, or for a return that of the allocation.</param>
public sealed record Transfer(Guid Id, string Kind, long AmountVnd, TransferSide? From, TransferSide? To, Guid? Earmark)
{
    /// <summary>The addressed money that leaves: gone from the earmark as soon as it is sent, or it could be spent once more.</summary>
    public Guid? Spends => Kind == TransferKinds.Return ? Earmark : null;

    /// <summary>Sender, when it leaves: owed by the other side, out of the box or the account.</summary>
    public IReadOnlyList<Posting> Leaves() =>
    [
        Posting.Debit(Roles.DueFromUnit, AmountVnd) with { CounterFundId = To?.FundId, EarmarkId = Spends },
        From!.AccountId is { } account ? Posting.Credit(Roles.InTransit, AmountVnd) with { AccountId = account } : Posting.Credit(Roles.Cash, AmountVnd),
    ];

    /// <summary>Receiver, when it is announced: on its way, owed to the other side.</summary>
    public IReadOnlyList<Posting> IsAnnounced() =>
    [
        Posting.Debit(Roles.InTransit, AmountVnd) with { AccountId = To!.AccountId },
        Posting.Credit(Roles.DueToUnit, AmountVnd) with { CounterFundId = From?.FundId },
    ];

    /// <summary>Sender, when the other side has it.</summary>
    public IReadOnlyList<Posting> IsThere() =>
    [
        Posting.Debit(Kind switch { TransferKinds.PaidUp => Roles.PaidUp, TransferKinds.Allocation => Roles.AllocatedDown, _ => Roles.IncomeAllocated }, AmountVnd) with
        {
            CounterFundId = To?.FundId, EarmarkId = Spends,
        },
        Posting.Credit(Roles.DueFromUnit, AmountVnd) with { CounterFundId = To?.FundId, EarmarkId = Spends },
    ];

    /// <summary>Receiver, when it says that it has it. Cash goes into the box now; bank money stays in transit until its statement proves it.</summary>
    public IReadOnlyList<Posting> IsTaken() =>
    [
        .. To!.AccountId is null ? [Posting.Debit(Roles.Cash, AmountVnd), Posting.Credit(Roles.InTransit, AmountVnd)] : (IReadOnlyList<Posting>)[],
        Posting.Debit(Roles.DueToUnit, AmountVnd) with { CounterFundId = From?.FundId },
        Posting.Credit(Kind switch { TransferKinds.PaidUp => Roles.IncomeFromBelow, TransferKinds.Allocation => Roles.IncomeAllocated, _ => Roles.AllocatedDown }, AmountVnd) with
        {
            CounterFundId = From?.FundId, EarmarkId = Kind == TransferKinds.Allocation ? Earmark : null,
        },
    ];

    public string VoucherOfLeaving => From!.AccountId is null ? VoucherKinds.CashOut : VoucherKinds.General;

    public string VoucherOfTaking => To!.AccountId is null ? VoucherKinds.CashIn : VoucherKinds.General;
}
