using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// The new lines of one bank day in one direction, posted together with their list (bảng tổng hợp chứng từ kèm bảng kê).
/// The stream is the account's day; later files of the same day add parts, a posted part never changes.
/// </summary>
/// <param name="Part">From 1, over both directions of the account's day.</param>
/// <param name="Side">Credit: money in (BC). Debit: money out (BNO).</param>
/// <param name="Total">Đồng, sum of the part's lines.</param>
/// <param name="ListHash">SHA-256 in hex over the list in the order of its rows: date, reference, amount, ordinal, commitment of the memo.</param>
/// <param name="Cleared">Gifts announced by hand that this part's lines confirmed one to one.</param>
public sealed record StatementDayPosted(
    Guid AccountId,
    DateOnly ValueDate,
    int Part,
    Side Side,
    long Total,
    int Count,
    string ListHash,
    Guid ImportId,
    IReadOnlyList<Guid> Cleared,
    IReadOnlyList<JournalEntry> Entries,
    Guid By) : ICarriesEntries;
