namespace DayForThePoor.Core.Payments;

/// <summary>What a payment is for; decides which account bears it and what its lines name.</summary>
public static class PaymentKinds
{
    /// <summary>Chi hỗ trợ: every line names an approved grant, a pledge or a slot that nobody fills.</summary>
    public const string Support = "support";

    /// <summary>Chi phí vận động, quản lý: lines name nobody; only by a named decision (NĐ 93/2021 Đ.12.3).</summary>
    public const string RunningCosts = "running_costs";

    /// <summary>Tạm ứng: one amount for one person, to be settled by support or handed back.</summary>
    public const string Advance = "advance";

    public static readonly IReadOnlyList<string> All = [Support, RunningCosts, Advance];
}

/// <summary>Where the money of a payment comes from.</summary>
public static class PaymentChannels
{
    /// <summary>The cash box: a phiếu chi.</summary>
    public const string Cash = "cash";

    /// <summary>A bank account: in transit until the line of the statement proves it.</summary>
    public const string Bank = "bank";

    /// <summary>An advance that somebody took before: the order settles it and moves no money.</summary>
    public const string Advance = "advance";

    /// <summary>Where an order may take its money from; settlements are prepared from their advance.</summary>
    public static readonly IReadOnlyList<string> All = [Cash, Bank];
}

/// <summary>Who is handed the money.</summary>
public static class PayeeKinds
{
    public const string Person = "person";
    public const string Household = "household";

    /// <summary>Everyone on the list, each for themselves (danh sách ký nhận).</summary>
    public const string List = "list";

    /// <summary>Cơ quan BHXH.</summary>
    public const string Insurance = "insurance";

    /// <summary>Ngân hàng, for sổ tiết kiệm.</summary>
    public const string Bank = "bank";

    public const string Hospital = "hospital";
    public const string Shop = "shop";

    public static readonly IReadOnlyList<string> All = [Person, Household, List, Insurance, Bank, Hospital, Shop];
}

/// <summary>How far a payment has come.</summary>
public static class PaymentStates
{
    /// <summary>Chờ duyệt chi: an order, nothing is posted.</summary>
    public const string AwaitingApproval = "awaiting_approval";

    /// <summary>Chờ chi: posted, the money has not been handed out.</summary>
    public const string AwaitingPayment = "awaiting_payment";

    /// <summary>Đã chi.</summary>
    public const string Paid = "paid";

    /// <summary>An order that was taken back or sent back; it never had a number.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Đã hủy: posted and taken back, its number stays.</summary>
    public const string Void = "void";

    public static readonly IReadOnlyList<string> All = [AwaitingApproval, AwaitingPayment, Paid, Cancelled, Void];

    /// <summary>Those that hold what their grants have left.</summary>
    public static readonly IReadOnlyList<string> Live = [AwaitingApproval, AwaitingPayment, Paid];
}

/// <summary>What became of one line of a payment.</summary>
public static class LineStates
{
    /// <summary>Chưa nhận.</summary>
    public const string NotCollected = "not_collected";

    /// <summary>Đã nhận.</summary>
    public const string Collected = "collected";

    /// <summary>Nộp lại quỹ.</summary>
    public const string Returned = "returned";
}

/// <summary>How a line of a list was collected.</summary>
public static class CollectedBy
{
    /// <summary>Ký nhận.</summary>
    public const string Signature = "signature";

    /// <summary>Điểm chỉ.</summary>
    public const string Fingerprint = "fingerprint";

    /// <summary>Ký nhận thay: name and relation are sealed beside it.</summary>
    public const string Other = "other";

    /// <summary>Marked by mistake: the line is open again.</summary>
    public const string Nobody = "nobody";

    public static readonly IReadOnlyList<string> All = [Signature, Fingerprint, Other, Nobody];
}
