namespace DayForThePoor.Core.Statements.Coverage;

/// <summary>What is known of a bank day.</summary>
public enum DayState
{
    /// <summary>A file is about the day, and some file reaches past it.</summary>
    Covered,

    /// <summary>Tạm: the last day that files reach. The bank may still add lines to it.</summary>
    Provisional,

    /// <summary>Thiếu sao kê: between covered days, and no file is about it.</summary>
    Missing,
}

/// <summary>A bank day of an account by its statements, beside the books.</summary>
/// <param name="Opening">Balance in đồng before the day; null where no file tells it.</param>
/// <param name="Closing">Balance in đồng after the day.</param>
/// <param name="Credits">Đồng in over all lines of the day, whichever file brought them.</param>
/// <param name="Debits">Đồng out.</param>
/// <param name="IsBound">The bank's balances before and after agree with the lines: none is missing between.</param>
/// <param name="LedgerDifference">Closing balance of the statement less the bank account in the books, by value date; null without a closing balance.</param>
public sealed record CoverageDay(
    DateOnly Day, DayState State, long? Opening, long? Closing, long Credits, long Debits, int Lines, bool IsBound, long? LedgerDifference);

/// <summary>Something that lacks between two days, or within one.</summary>
/// <param name="Expected">Đồng, by the balance before and the lines between; null where balances do not tell.</param>
/// <param name="Found">Đồng, as the bank says.</param>
/// <param name="Row">Row of the file, where it is inside one.</param>
/// <param name="Code">One of <see cref="CoverageGaps"/>.</param>
public sealed record CoverageGap(DateOnly From, DateOnly To, long? Expected, long? Found, int? Row, Guid? Import, string Code)
{
    /// <summary>Đồng that lines must still bring; null where balances do not tell.</summary>
    public long? Lacking => Found - Expected;
}

/// <summary>Kinds of gaps; each is a key of the texts in both languages.</summary>
public static class CoverageGaps
{
    /// <summary>Days of which no file is; nothing tells whether money moved.</summary>
    public const string DaysMissing = "coverage.days_missing";

    /// <summary>The same, and the balances around them differ: money moved.</summary>
    public const string DaysMissingMoved = "coverage.days_missing_moved";

    /// <summary>The same, and the balances around them join: most likely nothing moved.</summary>
    public const string DaysMissingQuiet = "coverage.days_missing_quiet";

    /// <summary>A file opens with another balance than the one before it closed.</summary>
    public const string BetweenFiles = "coverage.between_files";

    /// <summary>Inside a file, at a row.</summary>
    public const string InsideFile = "coverage.inside_file";

    /// <summary>The parts of a day do not add up to its balances.</summary>
    public const string InsideDay = "coverage.inside_day";
}

/// <summary>Where a difference between bank and books arose.</summary>
public enum DifferenceCause
{
    /// <summary>The balance before the first statement differs from the books: opening balances.</summary>
    Opening,

    /// <summary>Lines are missing.</summary>
    Gap,

    /// <summary>The books of the day say something else than its lines.</summary>
    Vouchers,
}

/// <param name="Day">The first day that shows it.</param>
/// <param name="Amount">Đồng that the bank has more than the books; below 0: less.</param>
public sealed record CoverageDifference(DateOnly Day, long Amount, DifferenceCause Cause);
