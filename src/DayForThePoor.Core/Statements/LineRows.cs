using System.Runtime.CompilerServices;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Takes the rows below the header one after the other, in constant time and memory each. A row is a line, a sum, known
/// furniture or a problem; none is passed over. Every pass over a file gives the same lines.
/// </summary>
public sealed class LineRows
{
    private readonly StatementLayout layout;
    private readonly ProblemList problems;
    private readonly LineReader cells;
    private readonly RowsBesideLines others;
    private DateOnly? day;
    private int lines;
    private (int Row, int Cells)? tooShort;

    /// <summary>For a pass over a file that was found to be readable.</summary>
    public LineRows(StatementLayout layout)
        : this(layout, new(), new())
    {
    }

    internal LineRows(StatementLayout layout, DeclaredSums sums, ProblemList problems)
    {
        this.layout = layout;
        this.problems = problems;
        cells = new(layout, problems);
        others = new(layout, cells, sums, problems);
    }

    internal bool LastRowIsLine { get; private set; }

    internal char Thousands => cells.Thousands;

    internal SkippedRows Skipped => others.Skipped;

    /// <summary>True when the row is a line. Its amount may still be 0: then the balance has to give it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(IStatementRow row, out StatementLine line)
    {
        line = default;
        if (others.TakeBlank(row)) return false;
        NameShortRow(StatementProblems.TooFewCells);
        LastRowIsLine = false;

        var dateCell = cells.Cell(row, StatementColumn.Date);
        var hasDate = DateText.TryRead(dateCell, out var date, out var behindDate);
        var isPlain = hasDate && cells.HasAmount(row);
        if (!isPlain && others.Take(row, hasDate, lines)) return false;
        if (!IsWhole(row)) return false;
        if (!hasDate && !DescribesLine(row))
        {
            problems.Add(StatementProblems.RowUnclear, row.Number);
            return false;
        }

        if (hasDate) day = date;
        else if (!dateCell.IsWhiteSpace()) cells.Problem(StatementProblems.DateUnreadable, row, StatementColumn.Date, Written.Quote(dateCell));
        else if (day is null) cells.Problem(StatementProblems.DateMissing, row, StatementColumn.Date);
        if (day is not { } known || cells.Read(row, known, behindDate) is not { } read) return false;
        line = read;
        lines++;
        LastRowIsLine = true;
        others.LineFollows();
        return true;
    }

    /// <summary>Behind the last row: a short one there is where the file was cut.</summary>
    internal void End() => NameShortRow(StatementProblems.Cut);

    // A row without a date belongs to the day above when it carries anything of its own but words.
    private bool DescribesLine(IStatementRow row) =>
        cells.HasAmount(row) || cells.HasText(row, StatementColumn.Balance) || cells.HasText(row, StatementColumn.Reference);

    /// <summary>Says so when the row has too few cells to be a line, or words beyond the last column.</summary>
    private bool IsWhole(IStatementRow row)
    {
        if (row.CellCount <= layout.LastColumn)
        {
            tooShort = (row.Number, row.CellCount);
            return false;
        }
        for (var i = layout.Width; i < row.CellCount; i++)
        {
            if (row.Cell(i).IsWhiteSpace()) continue;
            problems.Add(StatementProblems.TooManyCells, row.Number, null, Written.Count(row.CellCount), Written.Count(layout.Width));
            return false;
        }
        return true;
    }

    // A short row in the middle is a row of the bank's gone wrong; at the end it is where the file was cut.
    private void NameShortRow(string code)
    {
        if (tooShort is not { } row) return;
        problems.Add(code, row.Row, null, Written.Count(row.Cells), Written.Count(layout.Width));
        tooShort = null;
    }
}
