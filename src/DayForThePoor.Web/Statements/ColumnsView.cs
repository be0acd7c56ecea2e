using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Statements.Reading;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>A file's first rows beside the columns that a person is asked to confirm.</summary>
/// <param name="Rows">The first rows, as cells.</param>
/// <param name="HeaderRow">Row of the header from 1, the lower one of two; 0 where none was found.</param>
/// <param name="HeaderRows">1 or 2.</param>
/// <param name="Columns">What the words of the header name.</param>
/// <param name="Encoding">How the text was written, where that had to be found out.</param>
/// <param name="Sheet">Name of the sheet in a workbook.</param>
public sealed record ColumnsView(
    IReadOnlyList<IReadOnlyList<string>> Rows,
    int HeaderRow,
    int HeaderRows,
    IReadOnlyDictionary<StatementColumn, int> Columns,
    string? Encoding,
    string? Sheet)
{
    private IRowSource? Source { get; init; }

    /// <summary>Null when the file cannot be read at all.</summary>
    public static async Task<ColumnsView?> Of(NpgsqlConnection connection, ImportRecord import, CancellationToken cancellation)
    {
        var open = await AttachmentStore.Find(connection, import.FileSha256, cancellation)
            ?? throw new InvalidOperationException($"The file of import {import.Id} is not stored.");
        try
        {
            var look = StatementFile.Look(new(open, ReadingLimits.Default), KnownColumns.None);
            var layout = look.Table?.Layout;
            return new(
                look.First.Rows, layout?.HeaderRow ?? 0, layout?.HeaderRows ?? 1, layout?.Mapping.Columns ?? new Dictionary<StatementColumn, int>(),
                look.First.Source.Encoding, look.First.Source.Sheet)
            { Source = look.First.Source };
        }
        catch (UnreadableFileException)
        {
            return null;
        }
    }

    /// <summary>The same file with another row as its header, named by that row's words.</summary>
    public ColumnsView WithHeader(int row) => row == HeaderRow || row < 1 || row > Rows.Count
        ? this
        : this with { HeaderRow = row, HeaderRows = 1, Columns = StatementLayout.Named(Rows[row - 1]) };

    /// <summary>The cells of the header, one line each; those of two rows together.</summary>
    public IReadOnlyList<string> Header => HeaderRow == 0 ? [] : StatementLayout.HeaderOf(Rows, HeaderRow, HeaderRows);

    /// <summary>Values below a header cell, to tell it by.</summary>
    public IReadOnlyList<string> Samples(int column) =>
        [.. Rows.Skip(HeaderRow).Where(row => column < row.Count).Select(row => row[column]).Where(cell => !string.IsNullOrWhiteSpace(cell)).Take(3)];

    /// <summary>The layout of chosen columns; null when they are too few to read lines by.</summary>
    public StatementLayout? Layout(IReadOnlyDictionary<StatementColumn, int> columns) => StatementLayout.By(Rows, HeaderRow, HeaderRows, columns);

    /// <summary>The first lines as they would be read.</summary>
    public LinePreview Preview(StatementLayout layout, char thousands)
    {
        var preview = new LinePreview(layout, thousands);
        using var row = Source!.Open();
        try
        {
            while (row.Next())
                if (row.Number > layout.HeaderRow && !preview.Take(row)) return preview;
        }
        catch (UnreadableFileException)
        {
            // The import will name it; the lines before are worth showing.
        }
        preview.End();
        return preview;
    }
}

/// <summary>What a person chose for the columns so far.</summary>
/// <param name="HeaderRow">Row of the file from 1; null: as found.</param>
/// <param name="Columns">Null: as the words of the header name them.</param>
/// <param name="Thousands">'.', ',' or ' '; null lets the file say it.</param>
public sealed record ColumnsChosen(int? HeaderRow, IReadOnlyDictionary<StatementColumn, int>? Columns, char? Thousands);

/// <param name="Columns">Chosen, or named by the header.</param>
/// <param name="Preview">Null when the columns are too few to read lines by.</param>
public sealed record ColumnsSeen(ColumnsView File, IReadOnlyDictionary<StatementColumn, int> Columns, LinePreview? Preview);
