using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Core.Ledger;

/// <summary>Money that came in and is no gift: allocation from above, budget, interest, an advance handed back. No donor receipt.</summary>
/// <param name="Kind">One of the income roles or <see cref="Roles.Advance"/>.</param>
public sealed record OtherReceiptRecorded(
    Guid ReceiptId,
    Guid UnitId,
    Guid FundId,
    string Kind,
    string Channel,
    long AmountVnd,
    DateOnly DocumentDate,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries, ICarriesTexts;

/// <summary>Cash was taken to the bank, or drawn from it. The bank's side comes from the statement.</summary>
/// <param name="Direction"><c>deposit</c> (nộp tiền mặt vào tài khoản) or <c>draw</c> (rút tiền gửi về quỹ).</param>
public sealed record CashMoved(
    Guid MoveId,
    Guid UnitId,
    Guid FundId,
    string Direction,
    Guid AccountId,
    long AmountVnd,
    DateOnly DocumentDate,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries;

/// <summary>What a fund owned on the day when its book was opened here.</summary>
public sealed record OpeningBalancesSet(
    Guid OpeningId,
    Guid UnitId,
    Guid FundId,
    DateOnly DocumentDate,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries;

/// <summary>One of the above was recorded by mistake and taken back, whole and once.</summary>
public sealed record LedgerEntryReversed(
    Guid OriginalId,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries, ICarriesTexts;
