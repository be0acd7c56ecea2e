using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>Where in a file the lines stand, and in which columns.</summary>
/// <param name="Rows">Opens a pass over all rows, those above the header included.</param>
/// <param name="Layout">Header row and columns.</param>
/// <param name="RowsAbove">The cells of the rows above the header; they say whose file it is.</param>
/// <param name="Confirmed">The profile that named the columns; null when the words of the header did.</param>
internal sealed record StatementTable(
    IRowSource Rows, StatementLayout Layout, IReadOnlyList<IReadOnlyList<string>> RowsAbove, ConfirmedColumns? Confirmed = null)
{
    /// <summary>
    /// The table among the rows of a source: by a header that a person confirmed, else by the words of one. Null when none
    /// of the first rows is a header.
    /// </summary>
    public static StatementTable? Detect(FirstRows first, KnownColumns known)
    {
        foreach (var confirmed in known.Confirmed)
            if (StatementLayout.Find(first.Rows, confirmed.Mapping) is { } layout) return first.Table(layout) with { Confirmed = confirmed };
        return !known.ByWords ? null : StatementLayout.Detect(first.Rows) is { } found ? first.Table(found) : null;
    }
}

/// <summary>By what the columns of a file may be known.</summary>
/// <param name="Confirmed">Profiles, tried in this order.</param>
/// <param name="ByWords">Whether the words of a header will do as well.</param>
public sealed record KnownColumns(IReadOnlyList<ConfirmedColumns> Confirmed, bool ByWords = true)
{
    public static readonly KnownColumns None = new([]);
}

/// <summary>As many rows of a source as a header is looked for in, or those before the file breaks.</summary>
/// <param name="Broken">What ended the reading early.</param>
internal sealed record FirstRows(IRowSource Source, IReadOnlyList<IReadOnlyList<string>> Rows, UnreadableFileException? Broken)
{
    /// <summary>Cells of a row that are looked at; a sheet may claim sixteen thousand.</summary>
    private const int WidestHeader = 256;

    public bool HasWords => Rows.Any(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell)));

    /// <summary>Cells with words in them: the more, the likelier is this the way to read the file.</summary>
    public int Cells => Rows.Sum(row => row.Count(cell => !string.IsNullOrWhiteSpace(cell)));

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

    public StatementTable Table(StatementLayout layout) =>
        new(Source, layout, [.. Rows.Take(layout.HeaderRow - layout.HeaderRows)]);
}
