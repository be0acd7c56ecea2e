using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.HandOvers;

/// <summary>
/// A unit that ended has handed its fund over (biên bản bàn giao Quỹ): both sides have signed, and every balance of its book
/// goes against <see cref="Roles.HandedOver"/>. The book takes no voucher after it.
/// </summary>
/// <param name="ClosingOn">24h of this day is the moment of closing.</param>
/// <param name="TotalVnd">Đồng: what the fund held less what it owed; may be 0.</param>
/// <param name="Texts">The minutes as they were signed, under <c>minute</c>.</param>
/// <param name="By">Who signed last.</param>
public sealed record FundHandedOver(
    Guid HandOverId,
    Guid UnitId,
    Guid FundId,
    DateOnly ClosingOn,
    long TotalVnd,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries, ICarriesTexts;

/// <summary>
/// What a successor took over by the same minutes. Streams of their own, so that the line of a statement that proves money
/// under way names one receiver and one account.
/// </summary>
public sealed record FundTakenOver(
    Guid TakingId,
    Guid HandOverId,
    Guid UnitId,
    Guid FundId,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries;

/// <summary>
/// The cash that was counted when an office changed hands is not what the book says. Too much is other income; what is
/// missing is an advance that the leaving person owes until it is handed back.
/// </summary>
/// <param name="HandOverId">Minutes of the change of office.</param>
/// <param name="DifferenceVnd">Counted less book, in đồng; never 0.</param>
public sealed record CashCountSettled(
    Guid SettlingId,
    Guid HandOverId,
    Guid UnitId,
    Guid FundId,
    long DifferenceVnd,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries;
