namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Minutes of a fund's hand-over as somebody asks to draw them up. All amounts in whole đồng.</summary>
/// <param name="Fund">Code of the fund that is handed over, "509-VNN".</param>
/// <param name="ClosingOn">24h of this day is the moment of closing; the unit's last day when null.</param>
/// <param name="Decision">Resolution that ended the unit, as the minutes quote it.</param>
/// <param name="CashCountedVnd">What was counted in the box.</param>
/// <param name="Goods">Every line of goods goes whole to one receiver; null or empty: the balance of goods is divided by value.</param>
/// <param name="Split">Parts of single balances; those that are not named are divided by the shares.</param>
/// <param name="OpenCases">Hồ sơ dở dang, a line each: houses under way, rotating cattle, children supported.</param>
/// <param name="UnusedNumbers">Biên nhận, sổ vận động chưa dùng, a line each.</param>
/// <param name="Papers">Chứng từ, sổ sách: years and boxes; seal and signing keys.</param>
public sealed record HandOverForm(
    string? Fund,
    DateOnly? ClosingOn,
    string? Decision,
    IReadOnlyList<ReceiverForm> Receivers,
    long? CashCountedVnd,
    IReadOnlyList<AccountForm> Accounts,
    IReadOnlyList<GoodsForm>? Goods = null,
    IReadOnlyList<SplitForm>? Split = null,
    string? Guidance = null,
    string? Witnesses = null,
    IReadOnlyList<string>? OpenCases = null,
    IReadOnlyList<string>? UnusedNumbers = null,
    IReadOnlyList<string>? Papers = null,
    string? Remarks = null,
    int? Copies = null);

/// <param name="Unit">National code of the successor, as it stands today.</param>
/// <param name="Share">Its share beside the others': any whole number from 0, only the proportion counts.</param>
/// <param name="Account">The receiver's own account to which a bank pays the rest of a closed one; its first of the fund when null.</param>
public sealed record ReceiverForm(string? Unit, long? Share, string? Account = null);

/// <param name="BankBalanceVnd">What the bank's statement says at the moment of closing.</param>
/// <param name="Fate">One of <see cref="AccountFates"/>.</param>
/// <param name="To">Code of the unit that becomes the holder.</param>
public sealed record AccountForm(string? Account, long? BankBalanceVnd, string? Fate, string? To = null);

/// <param name="Quantity">As counted, above 0.</param>
/// <param name="ValueVnd">By book; 0 for goods that have no value yet.</param>
/// <param name="To">Code of the unit that takes the line.</param>
public sealed record GoodsForm(string? Name, string? Measure, decimal? Quantity, long? ValueVnd, string? To);

/// <param name="Item">Key of a balance as the draft names it: cash, goods, advance, bank:509-VCB, earmark:PT-VNN-2025-000007 …</param>
/// <param name="Parts">Code of a receiver → đồng.</param>
public sealed record SplitForm(string? Item, IReadOnlyDictionary<string, long> Parts);

/// <summary>What becomes of a bank account when its unit ends.</summary>
public static class AccountFates
{
    /// <summary>Tất toán: the bank pays the rest out to the receivers' own accounts.</summary>
    public const string Closed = "closed";

    /// <summary>Đổi chủ tài khoản: one receiver becomes the holder, the money stays where it is.</summary>
    public const string Holder = "holder";
}
