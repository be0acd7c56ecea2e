using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace DayForThePoor.Web.Design;

/// <summary>A column of a list that people take away.</summary>
/// <param name="Format">Of the cells in a spreadsheet, in its own notation; null for text.</param>
/// <param name="Width">In characters.</param>
public sealed record TableColumn(string Title, string? Format = null, double Width = 16)
{
    /// <summary>Cells are <see cref="DateOnly"/>.</summary>
    public static TableColumn Date(string title) => new(title, "dd/mm/yyyy", 12);

    /// <summary>Cells are whole đồng, <see cref="long"/>, grouped as the reader's spreadsheet groups.</summary>
    public static TableColumn Amount(string title) => new(title, "#,##0");

    public static TableColumn Wide(string title) => new(title, null, 40);
}

/// <summary>
/// A list as a file: csv for programs, xlsx for people. Row after row, so that a list of a peak day is never held whole.
/// </summary>
/// <param name="name">Of the file, without its ending.</param>
/// <param name="rows">A cell for each column: text, <see cref="DateOnly"/>, <see cref="long"/>, or null.</param>
public sealed class TableFile(string name, IReadOnlyList<TableColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows)
{
    /// <param name="rows">At hand already.</param>
    public TableFile(string name, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<object?>> rows) : this(name, columns, rows.ToAsyncEnumerable())
    {
    }

    /// <summary>All rows of a list that is read page by page.</summary>
    /// <param name="size">Rows of a full page; a shorter one is the last.</param>
    /// <param name="read">A page by its number, from 1.</param>
    public static async IAsyncEnumerable<IReadOnlyList<object?>> EveryPage<T>(int size, Func<int, Task<IReadOnlyList<T>>> read, Func<T, IReadOnlyList<object?>> cells)
    {
        for (var page = 1; ; page++)
        {
            var rows = await read(page);
            foreach (var row in rows) yield return cells(row);
            if (rows.Count < size) yield break;
        }
    }

    /// <summary>The address of a page's file: the page's own with either ending behind it.</summary>
    public static string Route(string page) => $"{page}.{{kind:regex(^(csv|xlsx)$)}}";

    /// <param name="kind">csv or xlsx.</param>
    public IResult As(string kind, CancellationToken cancellation) => kind == "xlsx"
        ? Results.Stream(stream => WriteXlsx(stream, cancellation), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx")
        : Results.Stream(stream => WriteCsv(stream, cancellation), "text/csv; charset=utf-8", $"{name}.csv");

    private async Task WriteCsv(Stream stream, CancellationToken cancellation)
    {
        // With a byte order mark: without it Excel reads the names as Latin-1.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        await writer.WriteLineAsync(CsvLine.Of(columns.Select(column => column.Title)));
        await foreach (var row in rows.WithCancellation(cancellation)) await writer.WriteLineAsync(CsvLine.Of(row.Select(Plain)));
    }

    private async Task WriteXlsx(Stream stream, CancellationToken cancellation)
    {
        var configuration = new OpenXmlConfiguration
        {
            AutoFilter = true,
            FreezeRowCount = 1,
            DynamicColumns = [.. columns.Select((column, i) => new DynamicExcelColumn(Key(i)) { Index = i, Name = column.Title, Format = column.Format, Width = column.Width })],
        };
        // A zip ends with a synchronous write, which the response's stream refuses.
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        await file.SaveAsAsync(Cells(cancellation), configuration: configuration, cancellationToken: cancellation);
        file.Position = 0;
        await file.CopyToAsync(stream, cancellation);
    }

    private async IAsyncEnumerable<IDictionary<string, object?>> Cells([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.WithCancellation(cancellation))
            yield return row.Select((cell, i) => (Key: Key(i), Value: cell is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : cell)).ToDictionary(c => c.Key, c => c.Value);
    }

    private static string Key(int column) => $"c{column}";

    private static string Plain(object? cell) => cell switch
    {
        null => "",
        DateOnly day => Shown.Iso(day),
        long amount => Shown.Plain(amount),
        _ => cell.ToString() ?? "",
    };
}
