using System.Text.Encodings.Web;
using System.Text.Json;
using DayForThePoor.Core.HandOvers;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>BIÊN BẢN BÀN GIAO QUỸ as both sides sign it. Kept word for word; nothing in it is worked out anew later.</summary>
/// <param name="Unit">The giver as it was called on its last day.</param>
/// <param name="TotalVnd">What is handed over: everything held less everything owed.</param>
public sealed record HandOverMinute(
    Guid FundId,
    string Fund,
    Guid UnitId,
    string Unit,
    DateOnly ClosingOn,
    string Decision,
    string Guidance,
    string Witnesses,
    IReadOnlyList<MinuteReceiver> Receivers,
    long CashBookVnd,
    long CashCountedVnd,
    IReadOnlyList<MinuteAccount> Accounts,
    IReadOnlyList<MinuteGoods> Goods,
    IReadOnlyList<MinuteItem> Items,
    IReadOnlyList<MinuteEarmark> Earmarks,
    long TotalVnd,
    IReadOnlyList<string> OpenCases,
    IReadOnlyList<string> UnusedNumbers,
    IReadOnlyList<string> Papers,
    string Remarks,
    int Copies)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static HandOverMinute Of(string json) => JsonSerializer.Deserialize<HandOverMinute>(json, Json)!;

    /// <summary>What one receiver takes, less what it takes over of debts.</summary>
    public long TotalOf(Guid unit) => Items.Sum(item => item.PartOf(unit));

    /// <summary>The same balances, found again before the last signature.</summary>
    public bool StandsOn(IReadOnlyList<Holding> holdings, IReadOnlyList<EarmarkLeft> earmarks) =>
        Items.Select(item => item.Holding).ToHashSet().SetEquals(holdings)
        && Earmarks.Select(mark => new EarmarkLeft(mark.EarmarkId, mark.LeftVnd, mark.InGoods)).ToHashSet().SetEquals(earmarks);
}

/// <param name="Unit">Name today.</param>
/// <param name="AccountId">Own account to which closed accounts are paid out; null when it has none.</param>
public sealed record MinuteReceiver(Guid UnitId, string Code, string Unit, Guid FundId, string Fund, long Share, Guid? AccountId, string? Account);

/// <param name="Fate">One of <see cref="AccountFates"/>.</param>
/// <param name="ToUnitId">Who becomes the holder.</param>
/// <param name="NewAccountId">The account in the new holder's book.</param>
public sealed record MinuteAccount(
    Guid AccountId, string Account, string Bank, string Number, long BookVnd, long BankVnd, string Fate, Guid? ToUnitId, string? To, Guid? NewAccountId, string? NewAccount);

/// <param name="Measure">Đơn vị tính.</param>
public sealed record MinuteGoods(string Name, string Measure, decimal Quantity, long ValueVnd, Guid ToUnitId, string To);

/// <summary>One balance and its parts, in the order of the receivers; they add up to it.</summary>
/// <param name="Key">As a <see cref="SplitForm"/> names it.</param>
public sealed record MinuteItem(string Key, Holding Holding, string Account, IReadOnlyList<MinutePart> Parts)
{
    public long PartOf(Guid unit) => Parts.Where(part => part.UnitId == unit).Sum(part => part.Vnd);
}

public readonly record struct MinutePart(Guid UnitId, long Vnd);

/// <param name="Receipt">Number on the donor's receipt.</param>
/// <param name="Donor">As written on it; empty when not named or erased.</param>
/// <param name="Purpose">The address or condition.</param>
public sealed record MinuteEarmark(string Key, Guid EarmarkId, string Receipt, string Donor, string Purpose, bool InGoods, long LeftVnd, IReadOnlyList<MinutePart> Parts)
{
    public long PartOf(Guid unit) => Parts.Where(part => part.UnitId == unit).Sum(part => part.Vnd);
}
