using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>
/// Puts the lines of text below the header together to rows. A row begins with a day or an amount of its own; lines of
/// mere words belong to the row they stand beside. In some statements the day stands at the top of its row, in others
/// in the middle of it: the first row of the file tells.
/// </summary>
internal sealed class PdfTable
{
    /// <summary>Of a point size: words further below belong to no row.</summary>
    private const double LineGap = 2;

    /// <summary>A gap this much wider than the narrowest one between two lines parts two rows.</summary>
    private const double RowGap = 1.25;

    private readonly PdfHeader header;
    private readonly IReadOnlyList<string> headerTexts;
    private readonly PdfColumns columns;
    private readonly PdfRowNumbers numbers;
    private readonly int date;
    private bool? daysStandInTheMiddle;
    private PdfRow? open;

    public PdfTable(PdfHeader header, IReadOnlyList<string> headerTexts)
    {
        this.header = header;
        this.headerTexts = headerTexts;
        columns = new(header);
        numbers = new(header.Cells);
        date = header.Layout[StatementColumn.Date];
    }

    /// <summary>The rows that the lines of a page complete; the last one may go on over the page.</summary>
    /// <param name="lines">Below the header on its page; all of them on the pages behind.</param>
    /// <param name="isFurniture">Whether every page has the line.</param>
    public List<PdfRow> Rows(IReadOnlyList<PdfLine> lines, Func<PdfLine, bool> isFurniture)
    {
        var body = Body(lines);
        columns.Learn(body.Where(line => line.Words.Any(PdfColumns.IsAmount) && line.Words.Any(w => DateText.TryRead(w.Text, out _, out _))));
        daysStandInTheMiddle ??= body.Count == 0 ? null : !BeginsRow(body[0]);

        List<PdfRow> rows = [];
        var isFirst = true;
        for (var i = 0; i < body.Count; i++)
        {
            var line = body[i];
            if (BeginsRow(line))
            {
                if (open is { IsDated: true, HasAmount: false } && !IsDated(line) && open.IsAbove(line, 1)) open.Add(line, columns);
                else Begin(line, rows);
            }
            else if (daysStandInTheMiddle == true && BelongsBelow(body, i) is var below and > 0)
            {
                Begin(body[i + below], rows, body.Skip(i).Take(below));
                i += below;
            }
            else if (isFurniture(line))
            {
                continue;
            }
            else if (open is not null && open.MayHold(line, columns) && (isFirst || open.IsAbove(line, LineGap)))
            {
                open.Add(line, columns);
            }
            else
            {
                Close(rows);
                rows.Add(PdfRow.Loose(line, columns));
            }
            isFirst = false;
        }
        return rows;
    }

    /// <summary>The row that was still open at the end of the last page.</summary>
    public PdfRow? Last()
    {
        List<PdfRow> rows = [];
        Close(rows);
        return rows.SingleOrDefault();
    }

    /// <summary>
    /// The lines without the header that the page repeats, and without what stands above it, unless lines of the
    /// statement do.
    /// </summary>
    private List<PdfLine> Body(IReadOnlyList<PdfLine> lines)
    {
        if (header.Repeated(lines, headerTexts) is not { } at) return [.. lines];
        var above = lines.Take(at).ToList();
        var below = lines.Skip(at + headerTexts.Count);
        return above.Exists(line => IsDated(line) && HasAmount(line)) ? [.. above, .. below] : [.. below];
    }

    private bool BeginsRow(PdfLine line) => IsDated(line) || HasAmount(line);

    private bool IsDated(PdfLine line) =>
        DateText.TryRead(string.Join(' ', line.Words.Where(w => columns.At(w.Centre) == date).Select(w => w.Text)), out _, out _);

    private bool HasAmount(PdfLine line) => line.Words.Any(w => columns.IsOfAmounts(columns.At(w.Centre)) && PdfColumns.IsAmount(w));

    private void Begin(PdfLine line, List<PdfRow> rows, params IEnumerable<PdfLine> above)
    {
        Close(rows);
        open = IsDated(line) ? PdfRow.Dated(columns, date) : PdfRow.Undated(columns);
        foreach (var words in above) open.Add(words, columns);
        open.Add(line, columns);
    }

    private void Close(List<PdfRow> rows)
    {
        if (open is null) return;
        if (open.IsDated) numbers.Check(open);
        rows.Add(open);
        open = null;
    }

    /// <summary>
    /// How many lines of words from here on belong to the day that follows below them, where days stand in the middle of
    /// their rows: those behind the widest gap, or as many above a day as below it where all gaps are alike.
    /// </summary>
    private int BelongsBelow(List<PdfLine> body, int at)
    {
        var next = body.FindIndex(at, BeginsRow);
        if (next < 0 || !IsDated(body[next])) return 0;
        var row = PdfRow.Dated(columns, date);
        row.Add(body[next], columns);
        if (!body[at..next].TrueForAll(line => row.MayHold(line, columns))) return 0;
        if (open is null || at == 0) return next - at;

        var previous = body.FindLastIndex(at - 1, BeginsRow);
        var gaps = Enumerable.Range(previous, next - previous).Select(i => body[i].Y - body[i + 1].Y).ToList();
        if (gaps.Max() > RowGap * gaps.Min()) return at == previous + gaps.IndexOf(gaps.Max()) + 1 ? next - at : 0;
        return at > previous + open.LinesAbove ? next - at : 0;
    }
}
