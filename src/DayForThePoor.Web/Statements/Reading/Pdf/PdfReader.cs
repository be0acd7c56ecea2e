using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>
/// The rows of a PDF that carries text: one for each line of the statement, its memo joined from the lines that it runs
/// over, also where a page ends in between; one for each line above the table; one for each sum. Rows are counted over
/// all pages. Nothing that stands between the lines is left out but what every page repeats.
/// </summary>
internal sealed class PdfReader : IRowReader
{
    private readonly PdfPages pages;
    private readonly PdfFurniture furniture;
    private readonly Queue<string[]> ready = new();
    private PdfTable? table;
    private int page;
    private string[] cells = [];

    public PdfReader(byte[] content, ReadingLimits limits)
    {
        pages = new(content, limits);
        try
        {
            pages.Lines(1);
            furniture = PdfFurniture.Of(pages);
        }
        catch
        {
            pages.Dispose();
            throw;
        }
    }

    public int Number { get; private set; }

    public int CellCount => cells.Length;

    public ReadOnlySpan<char> Cell(int index) => cells[index];

    public bool Next()
    {
        while (ready.Count == 0 && page < pages.Count) TakePage(++page);
        if (ready.Count == 0 && page == pages.Count)
        {
            page++;
            if (table?.Last() is { } last) Give(last);
        }
        if (!ready.TryDequeue(out var next)) return false;
        cells = next;
        Number++;
        return true;
    }

    public void Dispose() => pages.Dispose();

    private void TakePage(int number)
    {
        var lines = pages.Lines(number).FindAll(line => !furniture.IsPageNumber(number, line));
        var at = 0;
        if (table is null)
        {
            var header = PdfHeader.Find(lines);
            for (; at < (header?.First ?? lines.Count); at++) ready.Enqueue([.. lines[at].Phrases().Select(p => p.Text)]);
            if (header is null) return;
            ready.Enqueue([.. header.Cells.Select(c => c.Text)]);
            table = new(header, [.. lines.Skip(header.First).Take(header.Lines).Select(l => l.Text)]);
            at = header.First + header.Lines;
        }
        foreach (var row in table.Rows(lines[at..], line => furniture.Holds(number, line))) Give(row);
    }

    private void Give(PdfRow row) => ready.Enqueue(row.Cells);
}
