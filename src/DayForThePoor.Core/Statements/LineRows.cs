using System.Runtime.CompilerServices;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Takes the rows below the header one after the other, in constant time and memory each. A row is a line, a sum, known
/// furniture or a problem; none is passed over. Every pass over a file gives the same lines. A line is held back until
/// the row below it is known, which may go on with its memo.
/// </summary>
public sealed class LineRows
{
    /// <summary>Characters that rows of words may lend a line; the longest memo of September 2024 has 248.</summary>
    private const int LongestMemo = 4000;

    private readonly StatementLayout layout;
    private readonly ProblemList problems;
    private readonly LineReader cells;
    private readonly RowsBesideLines others;
    private DateOnly? day;
    private int lines;
    private StatementLine held;
    private bool holds;
    private (int Row, int Cells)? tooShort;

    /// <summary>For a pass over a file that was found to be readable.</summary>
    public LineRows(StatementLayout layout)
        : this(layout, new(), new())
    {
    }

    internal LineRows(StatementLayout layout, DeclaredSums sums, ProblemList problems, char thousands = '\0')
    {
        this.layout = layout;
        this.problems = problems;
        cells = new(layout, problems, thousands);
        others = new(layout, cells, sums, problems);
    }

    internal bool LastRowIsLine { get; private set; }

    internal char Thousands => cells.Thousands;

    internal SkippedRows Skipped => others.Skipped;

    /// <summary>True when the row ends the line before it. Its amount may still be 0: then the balance has to give it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(IStatementRow row, out StatementLine line)
    {
        line = default;
        if (!Read(row, out var next)) return false;
        line = held;
        held = next;
        var was = holds;
        holds = true;
        return was;
    }

    /// <summary>Behind the last row: true when a line was still held back.</summary>
    public bool End(out StatementLine line)
    {
        // A short row there is where the file was cut.
        NameShortRow(StatementProblems.Cut);
        line = held;
        var was = holds;
        holds = false;
        return was;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Read(IStatementRow row, out StatementLine line)
    {
        line = default;
        if (others.TakeBlank(row)) return LastRowIsLine = false;
        NameShortRow(StatementProblems.TooFewCells);

        var dateCell = cells.Cell(row, StatementColumn.Date);
        var hasDate = DateText.TryRead(dateCell, out var date, out var behindDate);
        if (!hasDate && LastRowIsLine && cells.HasWordsOnly(row) && others.TakeContinuation(row, Continue)) return false;
        LastRowIsLine = false;
        var isPlain = hasDate && cells.HasAmount(row);
        if (!isPlain && others.Take(row, hasDate, lines)) return false;
        if (!IsWhole(row)) return false;
        if (!hasDate && !DescribesLine(row))
        {
            problems.Add(StatementProblems.RowUnclear, row.Number);
            return false;
        }

        if (hasDate) day = date;
        else if (!dateCell.IsWhiteSpace() && !cells.IsReferenceAlone(dateCell)) cells.Problem(StatementProblems.DateUnreadable, row, StatementColumn.Date, Written.Quote(dateCell));
        else if (day is null) cells.Problem(StatementProblems.DateMissing, row, StatementColumn.Date);
        else behindDate = dateCell;
        if (day is not { } known || cells.Read(row, known, behindDate) is not { } read) return false;
        line = read;
        lines++;
        LastRowIsLine = true;
        others.LineFollows();
        return true;
    }

    /// <summary>
    /// Words alone in the columns of words, right below a line, go on with that line's. False when they would make it
    /// longer than any bank writes.
    /// </summary>
    private bool Continue(IStatementRow row)
    {
        var memo = cells.Cell(row, StatementColumn.Memo);
        var counterparty = cells.Cell(row, StatementColumn.Counterparty);
        if (held.Memo.Length + memo.Length > LongestMemo || held.Counterparty.Length + counterparty.Length > LongestMemo) return false;
        var reference = cells.ReferenceInDateCell(row);
        if (!reference.IsWhiteSpace() && held.Reference.Length > 0) return false;
        held = held with
        {
            Reference = reference.IsWhiteSpace() ? held.Reference : Fingerprint.Canonical(reference.ToString()),
            Memo = Joined(held.Memo, memo),
            Counterparty = Joined(held.Counterparty, counterparty),
        };
        return true;
    }

    private static string Joined(string text, ReadOnlySpan<char> more) =>
        more.IsWhiteSpace() ? text : text.Length == 0 ? more.ToString() : $"{text}\n{more}";

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
        if (row.ColumnsAreFixed) return true;
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
