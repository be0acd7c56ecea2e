namespace DayForThePoor.Core.Statements;

/// <summary>
/// Tells the rows that are no line: sums, headers repeated on every page, furniture around the table. They are counted;
/// what is none of them and no line either is a problem.
/// </summary>
internal sealed class RowsBesideLines(StatementLayout layout, LineReader cells, DeclaredSums sums, ProblemList problems)
{
    private readonly List<int> wordsBelowSums = [];
    private bool belowSums;

    public SkippedRows Skipped { get; private set; }

    /// <summary>True when the row was taken here.</summary>
    /// <param name="row">A row without a date or without an amount.</param>
    /// <param name="hasDate">Whether the date cell holds one.</param>
    /// <param name="linesBefore">Lines read so far.</param>
    public bool Take(IStatementRow row, bool hasDate, int linesBefore)
    {
        if (!hasDate && layout.IsHeader(row))
        {
            Skipped = Skipped with { Headers = Skipped.Headers + 1 };
            wordsBelowSums.Clear();
            return true;
        }
        if (IsSum(row, hasDate, linesBefore))
        {
            Skipped = Skipped with { Sums = Skipped.Sums + 1 };
            belowSums = true;
            return true;
        }
        if (hasDate) return false;
        if (RowLabels.IsFurniture(Words.Compact(FirstText(row))) || (belowSums && !cells.HasReadableAmount(row)))
        {
            Skipped = Skipped with { Furniture = Skipped.Furniture + 1 };
            if (belowSums) wordsBelowSums.Add(row.Number);
            return true;
        }
        return false;
    }

    /// <summary>
    /// A row of words right below a line goes on with its memo. What a bank prints around the table begins at its left
    /// edge or is a known label, so other words below a memo column that is not the first are the donor's.
    /// </summary>
    /// <param name="row">A row with words only in the columns of words.</param>
    /// <param name="join">Adds the words to the line above; false when it cannot hold them.</param>
    public bool TakeContinuation(IStatementRow row, Func<IStatementRow, bool> join)
    {
        var text = FirstText(row);
        if (layout[StatementColumn.Memo] == 0 && !row.Cell(0).IsWhiteSpace()) return false;
        var words = Words.Compact(text);
        if (RowLabels.IsPrintedBelow(words) || (RowLabels.Of(words) is not RowLabel.None && text.ContainsAnyInRange('0', '9'))) return false;
        if (layout.IsHeader(row) || !join(row)) return false;
        Skipped = Skipped with { Continued = Skipped.Continued + 1 };
        return true;
    }

    public bool TakeBlank(IStatementRow row)
    {
        if (!FirstText(row).IsEmpty) return false;
        Skipped = Skipped with { Blank = Skipped.Blank + 1 };
        return true;
    }

    /// <summary>
    /// Below its sums a bank signs and remarks what it likes. When a line follows without a new header, those words were
    /// not the end of the table and nobody knows what they were.
    /// </summary>
    public void LineFollows()
    {
        foreach (var row in wordsBelowSums) problems.Add(StatementProblems.RowUnclear, row);
        wordsBelowSums.Clear();
        belowSums = false;
    }

    // With a date only the opening and closing balance are sums; without one a row of sums may have its label in any
    // cell that is not certain to be a donor's words.
    private bool IsSum(IStatementRow row, bool hasDate, int linesBefore)
    {
        var hasReference = layout[StatementColumn.Reference] != layout[StatementColumn.Date] && cells.HasText(row, StatementColumn.Reference);
        for (var i = 0; i < row.CellCount; i++)
        {
            var isDonors = i == layout[StatementColumn.Memo] || i == layout[StatementColumn.Counterparty];
            if (isDonors && hasReference) continue;
            var label = RowLabels.Of(Words.Compact(row.Cell(i)));
            if (label is RowLabel.None || (hasDate && label is not (RowLabel.OpeningBalance or RowLabel.ClosingBalance))) continue;
            if (sums.Take(row, i, label, layout, linesBefore)) return true;
        }
        return false;
    }

    private static ReadOnlySpan<char> FirstText(IStatementRow row)
    {
        for (var i = 0; i < row.CellCount; i++)
            if (!row.Cell(i).IsWhiteSpace()) return row.Cell(i);
        return [];
    }
}
