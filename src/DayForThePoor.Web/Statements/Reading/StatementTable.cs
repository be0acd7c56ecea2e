using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>Where in a file the lines stand, and in which columns.</summary>
/// <param name="Rows">Opens a pass over all rows, those above the header included.</param>
/// <param name="Layout">Header row and columns.</param>
/// <param name="RowsAbove">The cells of the rows above the header; they say whose file it is.</param>
internal sealed record StatementTable(IRowSource Rows, StatementLayout Layout, IReadOnlyList<IReadOnlyList<string>> RowsAbove)
{
    /// <summary>The table among the rows of a source; null when none of its first rows is a header.</summary>
    public static StatementTable? Detect(FirstRows first) => first.Table(StatementLayout.Detect(first.Rows));

    /// <summary>The table with the columns that a person confirmed; null when none of the first rows is that header.</summary>
    public static StatementTable? Find(FirstRows first, ColumnMapping mapping) => first.Table(StatementLayout.Find(first.Rows, mapping));
}

/// <summary>As many rows of a source as a header is looked for in, or those before the file breaks.</summary>
/// <param name="Broken">What ended the reading early.</param>
internal sealed record FirstRows(IRowSource Source, IReadOnlyList<IReadOnlyList<string>> Rows, UnreadableFileException? Broken)
{
    /// <summary>Cells of a row that are looked at; a sheet may claim sixteen thousand.</summary>
    private const int WidestHeader = 256;

    public bool HasWords => Rows.Any(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell)));

    /// <summary>Throws <see cref="UnreadableFileException"/> when the words are of a font from before Unicode.</summary>
    public static FirstRows Of(IRowSource source)
    {
        List<IReadOnlyList<string>> rows = [];
        UnreadableFileException? broken = null;
        using var reader = source.Open();
        try
        {
            while (rows.Count < StatementLayout.HeaderWithin && reader.Next())
                rows.Add([.. Enumerable.Range(0, Math.Min(reader.CellCount, WidestHeader)).Select(i => reader.Cell(i).ToString())]);
        }
        catch (UnreadableFileException unreadable)
        {
            // A wrong delimiter breaks quotes, and a broken file may still show whose it is: the rows before tell enough.
            broken = unreadable;
        }
        StatementEncoding.RefuseFonts(OldCodePages.Of(string.Join('\n', rows.SelectMany(row => row))));
        return new(source, rows, broken);
    }

    public StatementTable? Table(StatementLayout? layout) =>
        layout is null ? null : new(Source, layout, [.. Rows.Take(layout.HeaderRow - layout.HeaderRows)]);
}
