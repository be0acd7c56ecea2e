using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>
/// Puts the lines of text below the header together to rows. A row begins with a day or an amount of its own; lines of
/// mere words belong to the row they stand beside. In some statements the day stands at the top of its row, in others
/// in the middle of it: then words stand above a day, nearer to it than to the row before.
/// </summary>
internal sealed class PdfTable
{
    /// <summary>Of a point size: words further below belong to no row.</summary>
    private const double LineGap = 2;

    /// <summary>Of the widest gap between two lines: words that stand nearer above a day than this belong to it.</summary>
    private const double NearGap = 0.8;

    private readonly PdfHeader header;
    private readonly IReadOnlyList<string> headerTexts;
    private readonly PdfColumns columns;
    private readonly PdfRowNumbers numbers;
    private readonly int date;
    private bool isFirstPage = true, daysStandInTheMiddle;
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
    /// <param name="lines">Below the header on its page; all of them on the pages behind. Without page numbers.</param>
    /// <param name="isFurniture">Whether every page has the line.</param>
    public List<PdfRow> Rows(IReadOnlyList<PdfLine> lines, Func<PdfLine, bool> isFurniture)
    {
        var body = Body(lines);
        columns.Learn(body);
        daysStandInTheMiddle = daysStandInTheMiddle || ShowsWordsAboveDays(body);
        isFirstPage = false;

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
            else if (daysStandInTheMiddle && BelongsBelow(body, i) is var below and > 0)
            {
                Begin(body[i + below], rows, body.Skip(i).Take(below));
                i += below;
            }
            else if (open is not null && open.MayHold(line, columns) && (isFirst || open.IsAbove(line, LineGap)))
            {
                open.Add(line, columns);
            }
            else if (isFurniture(line))
            {
                continue;
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

    private bool ShowsWordsAboveDays(List<PdfLine> body)
    {
        var days = Enumerable.Range(0, body.Count).Where(i => BeginsRow(body[i])).ToList();
        if (days.Count == 0) return false;
        if (isFirstPage && days[0] > 0 && AreWordsOf(body[days[0]], body[..days[0]])) return true;
        foreach (var (day, next) in days.Zip(days.Skip(1)))
        {
            if (next == day + 1 || !AreWordsOf(body[next], body[(day + 1)..next])) continue;
            var gaps = Enumerable.Range(day, next - day).Select(i => body[i].Y - body[i + 1].Y).ToList();
            if (gaps[^1] < NearGap * gaps.Max()) return true;
        }
        return false;
    }

    /// <summary>
    /// How many lines of words from here on belong to the day that follows below them, where days stand in the middle of
    /// their rows: all but as many as the row before has above its own amount.
    /// </summary>
    private int BelongsBelow(List<PdfLine> body, int at)
    {
        var next = body.FindIndex(at, BeginsRow);
        if (next < 0 || !AreWordsOf(body[next], body[at..next])) return 0;
        var previous = at == 0 ? -1 : body.FindLastIndex(at - 1, BeginsRow);
        return previous < 0 || open is null || at > previous + open.LinesAbove ? next - at : 0;
    }

    private bool AreWordsOf(PdfLine day, List<PdfLine> words)
    {
        if (!IsDated(day)) return false;
        var row = PdfRow.Dated(columns, date);
        row.Add(day, columns);
        return words.TrueForAll(line => row.MayHold(line, columns));
    }
}
