namespace DayForThePoor.Core.Statements;

/// <summary>The first lines of a file as they would be read, for a person to confirm its columns.</summary>
public sealed class LinePreview
{
    /// <summary>Lines that are shown.</summary>
    public const int Most = 20;

    private readonly ProblemList problems = new();
    private readonly List<StatementLine> lines = [];
    private readonly LineRows rows;

    /// <param name="layout">Where the columns are.</param>
    /// <param name="thousands">The mark that groups thousands; '\0' lets the file say it.</param>
    public LinePreview(StatementLayout layout, char thousands) => rows = new(layout, new(), problems, thousands);

    /// <summary>An amount of 0 is a blank cell that the balance may give back when the whole file is read.</summary>
    public IReadOnlyList<StatementLine> Lines => lines;

    /// <summary>What is wrong with the rows looked at.</summary>
    public IReadOnlyList<StatementProblem> Problems => problems.Items;

    public char Thousands => rows.Thousands;

    /// <summary>The next row below the header; false when enough was seen.</summary>
    public bool Take(IStatementRow row)
    {
        if (rows.Take(row, out var line)) lines.Add(line);
        return lines.Count < Most && problems.Count < Most;
    }

    /// <summary>No further row follows.</summary>
    public void End()
    {
        if (lines.Count < Most && rows.End(out var line)) lines.Add(line);
    }
}
