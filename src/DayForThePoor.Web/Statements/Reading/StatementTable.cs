using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>Where in a file the lines stand, and in which columns.</summary>
/// <param name="Rows">Opens a pass over all rows, those above the header included.</param>
/// <param name="Layout">Header row and columns.</param>
/// <param name="RowsAbove">The cells of the rows above the header; they say whose file it is.</param>
internal sealed record StatementTable(IRowSource Rows, StatementLayout Layout, IReadOnlyList<IReadOnlyList<string>> RowsAbove)
{
    /// <summary>The table among the rows of a source; null when none of its first rows is a header.</summary>
    public static StatementTable? Detect(IRowSource source)
    {
        var rows = FirstRows(source);
        return StatementLayout.Detect(rows) is { } layout ? new(source, layout, rows[..(layout.HeaderRow - 1)]) : null;
    }

    /// <summary>As many rows as a header is looked for in, or those before the file breaks.</summary>
    public static List<IReadOnlyList<string>> FirstRows(IRowSource source)
    {
        List<IReadOnlyList<string>> rows = [];
        using var reader = source.Open();
        try
        {
            while (rows.Count < StatementLayout.HeaderWithin && reader.Next())
                rows.Add([.. Enumerable.Range(0, reader.CellCount).Select(i => reader.Cell(i).ToString())]);
        }
        catch (UnreadableFileException)
        {
            // A wrong delimiter breaks quotes, and a broken file may still show whose it is: the rows before tell enough.
        }
        return rows;
    }
}
