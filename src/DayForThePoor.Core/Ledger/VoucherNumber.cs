namespace DayForThePoor.Core.Ledger;

/// <summary>Kinds of voucher; each is a series of its own per fund and year, without gaps.</summary>
public static class VoucherKinds
{
    /// <summary>Phiếu thu: cash in, and nothing but cash.</summary>
    public const string CashIn = "PT";

    /// <summary>Phiếu chi: cash out, and nothing but cash.</summary>
    public const string CashOut = "PC";

    /// <summary>Báo Có: money in on a bank statement.</summary>
    public const string BankCredit = "BC";

    /// <summary>Báo Nợ: money out on a bank statement.</summary>
    public const string BankDebit = "BNO";

    /// <summary>Phiếu nhập kho.</summary>
    public const string GoodsIn = "NK";

    /// <summary>Phiếu xuất kho.</summary>
    public const string GoodsOut = "XK";

    /// <summary>Phiếu kế toán: whatever moves neither cash, bank money nor goods.</summary>
    public const string General = "PKT";

    /// <summary>Giấy xác nhận ủng hộ: receipt for a transfer. Not a voucher; it names one.</summary>
    public const string TransferReceipt = "XN";

    /// <summary>Biên nhận hiện vật ủng hộ: receipt for goods. Not a voucher; it names one.</summary>
    public const string GoodsReceipt = "HV";
}

/// <summary>Number of a voucher or receipt: its kind, the year of its document date, and its place in the series from 1.</summary>
public sealed record VoucherNumber(string Kind, int Year, int Number)
{
    /// <summary><c>PT-VNN-2026-000123</c>; numbers above 999,999 grow to the left.</summary>
    public string Text(string fundKind) => $"{Kind}-{fundKind}-{Year:D4}-{Number:D6}";
}
