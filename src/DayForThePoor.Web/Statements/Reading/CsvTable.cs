using DayForThePoor.Core.Statements;
using Sylvan.Data.Csv;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>How the text of a file is cut into rows and cells, found by trying which delimiter yields a header.</summary>
internal sealed record CsvTable(StatementLayout Layout, IReadOnlyList<string[]> RowsAbove, char Delimiter)
{
    /// <summary>Characters of the longest row that is read; an unclosed quote would otherwise swallow the file.</summary>
    public const int LongestRow = 1024 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Null when no delimiter shows a header.</summary>
    public static CsvTable? Detect(ReadOnlySpan<char> head)
    {
        var text = head.ToString();
        foreach (var delimiter in Delimiters)
        {
            var rows = FirstRows(text, delimiter);
            if (StatementLayout.Detect(rows) is { } layout) return new(layout, rows[..(layout.HeaderRow - 1)], delimiter);
        }
        return null;
    }

    public static CsvDataReader Open(TextReader text, char delimiter) => CsvDataReader.Create(text, new()
    {
        HasHeaders = false,
        Delimiter = delimiter,
        ResultSetMode = ResultSetMode.SingleResult,
        BufferSize = 64 * 1024,
        MaxBufferSize = LongestRow,
    });

    private static List<string[]> FirstRows(string text, char delimiter)
    {
        List<string[]> rows = [];
        try
        {
            using var reader = Open(new StringReader(text), delimiter);
            while (rows.Count < StatementLayout.HeaderWithin && reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.RowFieldCount).Select(i => reader.GetFieldSpan(i).ToString())]);
        }
        catch (CsvFormatException)
        {
            // The head may end inside a quoted cell, and a wrong delimiter breaks quotes: the rows before tell enough.
        }
        return rows;
    }
}
