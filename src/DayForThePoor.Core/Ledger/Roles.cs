namespace DayForThePoor.Core.Ledger;

/// <summary>The roles that postings name. Which account number stands for a role is data (<c>ledger.chart_role</c>).</summary>
public static class Roles
{
    /// <summary>Tiền mặt: the fund's cash box.</summary>
    public const string Cash = "cash";

    /// <summary>Tiền gửi ngân hàng, kho bạc. Only bank statements post here.</summary>
    public const string Bank = "bank";

    /// <summary>Tiền đang chuyển: announced by hand, not yet seen on a statement; or paid in and not yet there.</summary>
    public const string InTransit = "in_transit";

    /// <summary>Hiện vật in the store.</summary>
    public const string Goods = "goods";

    /// <summary>Thu ủng hộ of people and organisations.</summary>
    public const string IncomeGifts = "income_gifts";

    /// <summary>Thu ủng hộ that no one has labelled yet: the default of every line of a statement.</summary>
    public const string IncomeUnlabelled = "income_unlabelled";

    /// <summary>Cấp trên phân bổ: not a gift, not in the sum raised.</summary>
    public const string IncomeAllocated = "income_allocated";

    /// <summary>Thu do cấp dưới nộp lên: was counted as raised where it was given, so never again here.</summary>
    public const string IncomeFromBelow = "income_from_below";

    /// <summary>Ngân sách cấp.</summary>
    public const string IncomeBudget = "income_budget";

    /// <summary>Lãi tiền gửi.</summary>
    public const string IncomeInterest = "income_interest";

    /// <summary>Thu khác.</summary>
    public const string IncomeOther = "income_other";

    /// <summary>Tạm ứng.</summary>
    public const string Advance = "advance";

    /// <summary>Chi chưa phân loại: money that left the bank and waits for its payment.</summary>
    public const string SuspenseDebits = "suspense_debits";

    /// <summary>Phí ngân hàng that the bank took by itself, marked "Chờ bù từ kinh phí hoạt động": donations do not bear it for good.</summary>
    public const string BankCharges = "bank_charges";

    /// <summary>Chờ xử lý: money that came after a relief campaign's window (NĐ 93/2021 Đ.9.1a) and is not the fund's yet.</summary>
    public const string PendingDecision = "pending_decision";

    /// <summary>Chi hỗ trợ: what left the fund for people; its postings name the purpose.</summary>
    public const string SupportPaid = "support_paid";

    /// <summary>Chi phí vận động, quản lý: donations bear it only by a named decision (NĐ 93/2021 Đ.12.3).</summary>
    public const string RunningCosts = "running_costs";

    /// <summary>Nộp lên cấp trên, once the level above has it.</summary>
    public const string PaidUp = "paid_up";

    /// <summary>Phân bổ cho cấp dưới, once the level below has it.</summary>
    public const string AllocatedDown = "allocated_down";

    /// <summary>What another unit has been sent and has not confirmed yet.</summary>
    public const string DueFromUnit = "due_from_unit";

    /// <summary>What another unit has sent and waits to be confirmed or settled.</summary>
    public const string DueToUnit = "due_to_unit";

    /// <summary>Số dư bàn giao: the counter-account of minutes by which one unit hands its fund to another.</summary>
    public const string HandedOver = "handed_over";

    /// <summary>What this fund is owed by another fund of the unit.</summary>
    public const string DueFromFund = "due_from_fund";

    /// <summary>What this fund owes another fund of the unit.</summary>
    public const string DueToFund = "due_to_fund";

    /// <summary>Số dư đầu kỳ: the counter-account of opening balances.</summary>
    public const string Opening = "opening";
}
