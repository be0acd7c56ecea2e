namespace DayForThePoor.Core.Statements;

/// <summary>Rows of a file that hold no line and are no error, so that rows read = lines + these + rows above the table.</summary>
/// <param name="Blank">Rows without a word.</param>
/// <param name="Headers">Headers repeated on the pages of the file.</param>
/// <param name="Sums">Opening and closing balances, totals, page sums.</param>
/// <param name="Furniture">Page numbers, signatures, notes.</param>
/// <param name="Continued">Words that went on with the memo of the line above.</param>
public readonly record struct SkippedRows(int Blank, int Headers, int Sums, int Furniture, int Continued = 0);

/// <summary>A known balance that does not follow from the known balance before it in a file that gives only some: lines are elsewhere.</summary>
/// <param name="Row">Row of the balance.</param>
/// <param name="From">Day of the known balance before: what is missing lies between the two.</param>
/// <param name="To">Day of the row.</param>
/// <param name="Expected">Đồng, by the balance before and the lines between.</param>
/// <param name="Found">Đồng, as the file says.</param>
public readonly record struct BalanceGap(int Row, DateOnly From, DateOnly To, long Expected, long Found);

/// <summary>
/// Everything understood of one file. It is whole or nothing: with a problem there are no lines, so that nobody can
/// post half a file.
/// </summary>
public sealed record StatementReadResult
{
    /// <summary>In the order of the file; empty when there is a problem.</summary>
    public LineMarks Marks { get; init; } = new();

    /// <summary>In the order of the calendar; empty when there is a problem.</summary>
    public IReadOnlyList<FileDay> Days { get; init; } = [];

    /// <summary>The days that the file says it is about; null where it does not say it, or holds lines of other days.</summary>
    public DeclaredPeriod? Period { get; init; }

    /// <summary>The first problems in the order of the rows; empty when the file may be posted.</summary>
    public IReadOnlyList<StatementProblem> Problems { get; init; } = [];

    /// <summary>All problems, also those not listed.</summary>
    public int ProblemCount { get; init; }

    public bool IsReadable => ProblemCount == 0;

    /// <summary>Null when no header was found.</summary>
    public StatementLayout? Layout { get; init; }

    /// <summary>'.', ',' or ' ', or '\0' when no amount of the file shows one.</summary>
    public char ThousandsSeparator { get; init; }

    /// <summary>How the text of the file was written, as IANA names it; null for formats that say it themselves.</summary>
    public string? Encoding { get; init; }

    /// <summary>The profile by which it was read; null when the words of the header told the columns.</summary>
    public Guid? Profile { get; init; }

    /// <summary>Money in over the whole file in đồng, recovered amounts included.</summary>
    public long Credits { get; init; }

    /// <summary>Money out over the whole file in đồng, recovered amounts included.</summary>
    public long Debits { get; init; }

    /// <summary>Lines whose amount came back from the running balance.</summary>
    public int Recovered { get; init; }

    /// <summary>Balance in đồng before the first line and after the last, where the file declares them.</summary>
    public long? OpeningBalance { get; init; }

    public long? ClosingBalance { get; init; }

    /// <summary>
    /// True when the bank's balances bind every line of the file: nothing can be missing in between.
    /// </summary>
    public bool IsProvenComplete { get; init; }

    public IReadOnlyList<BalanceGap> Gaps { get; init; } = [];

    public SkippedRows Skipped { get; init; }

    /// <summary>A file refused before any row was understood.</summary>
    public static StatementReadResult Refused(string code, int? row = null, params IReadOnlyList<string> args) =>
        new() { Problems = [new(code, row, null, args)], ProblemCount = 1 };
}
