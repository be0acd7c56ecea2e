namespace DayForThePoor.Core.Statements.Coverage;

/// <summary>What one file said of one bank day, and what it brought.</summary>
/// <param name="Import">Files count in the order in which they were imported.</param>
/// <param name="Opening">Balance in đồng before the day; null where the file's balances do not tell it.</param>
/// <param name="Closing">Balance in đồng after the day.</param>
/// <param name="NewLines">Lines that no earlier file had brought.</param>
/// <param name="NewCredits">Đồng in over those.</param>
/// <param name="NewDebits">Đồng out over those.</param>
public sealed record SaidOfDay(
    Guid Import, DateOnly Day, long? Opening, long? Closing, bool IsBound, int NewLines, long NewCredits, long NewDebits);

/// <summary>A balance inside a file that does not follow from the one before.</summary>
/// <param name="Row">Row of the file.</param>
public sealed record SaidGap(Guid Import, int Row, DateOnly From, DateOnly To, long Expected, long Found);

/// <summary>What moved on the bank account in the books on one value date, in đồng; money in above 0.</summary>
public readonly record struct LedgerMove(DateOnly Day, long Amount);

/// <summary>Everything that is known of an account's statements.</summary>
/// <param name="Days">In the order of the imports.</param>
/// <param name="Periods">The days that each imported file is about.</param>
/// <param name="Moves">In the order of the days.</param>
public sealed record CoverageFacts(
    IReadOnlyList<SaidOfDay> Days, IReadOnlyList<DeclaredPeriod> Periods, IReadOnlyList<SaidGap> Gaps, IReadOnlyList<LedgerMove> Moves);
