using System.Collections.Frozen;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>The header of the table on a page: one to four lines, Vietnamese, English or both.</summary>
/// <param name="First">Its first line among those of the page, from 0.</param>
/// <param name="Lines">How many lines it takes.</param>
/// <param name="Cells">Its columns from left to right.</param>
internal sealed record PdfHeader(int First, int Lines, IReadOnlyList<PdfWord> Cells, StatementLayout Layout)
{
    private const int MostLines = 4;

    /// <summary>Of a point size: lines further apart are not of one header.</summary>
    private const double LineGap = 2.4;

    /// <summary>Words of headers, without marks. A line of nothing else belongs to the header; a donor's memo has other words.</summary>
    private static readonly FrozenSet<string> HeaderWords = new[]
    {
        "a", "ac", "account", "accounting", "amount", "balance", "bank", "bao", "booking", "but", "ban", "chi", "chuyen", "chung", "co", "code",
        "content", "counterparty", "cr", "credit", "ct", "cuoi", "date", "debit", "description", "detail", "details", "dien", "dich", "doc", "doi",
        "document", "dong", "dr", "du", "dung", "effective", "ghi", "giai", "giao", "gio", "gd", "gui", "hach", "hieu", "hang", "id", "in", "kenh",
        "khoan", "loai", "luc", "ma", "mo", "name", "narrative", "ngan", "ngay", "ngoai", "nguoi", "nguyen", "no", "noi", "number", "of", "offset",
        "phat", "posting", "ps", "ref", "reference", "remark", "remarks", "remitter", "seq", "sender", "sinh", "so", "stt", "ta", "tai", "tham", "thoi",
        "chieu", "gian", "thu", "tien", "tiet", "time", "tk", "tnx", "toan", "trans", "transaction", "transactions", "tu", "type", "ten", "ung",
        "value", "vnd", "withdrawal", "deposit",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null when no line of the page, alone or with its neighbours, names the columns of a statement.</summary>
    public static PdfHeader? Find(IReadOnlyList<PdfLine> lines)
    {
        for (var size = 1; size <= MostLines; size++)
            for (var first = 0; first + size <= lines.Count; first++)
                if (Of(lines, first, size) is not null) return Grown(lines, first, size);
        return null;
    }

    /// <summary>Whether the same header stands on another page, and where.</summary>
    public int? Repeated(IReadOnlyList<PdfLine> lines, IReadOnlyList<string> texts)
    {
        for (var at = 0; at + texts.Count <= lines.Count; at++)
            if (texts.Index().All(text => lines[at + text.Index].Text == text.Item)) return at;
        return null;
    }

    /// <summary>With the lines above and below that hold nothing but words of headers.</summary>
    private static PdfHeader? Grown(IReadOnlyList<PdfLine> lines, int first, int size)
    {
        while (size < MostLines && first > 0 && IsHeaderLine(lines[first - 1]) && AreClose(lines[first - 1], lines[first])) (first, size) = (first - 1, size + 1);
        while (size < MostLines && first + size < lines.Count && IsHeaderLine(lines[first + size]) && AreClose(lines[first + size - 1], lines[first + size])) size++;
        return Of(lines, first, size);
    }

    private static PdfHeader? Of(IReadOnlyList<PdfLine> lines, int first, int size)
    {
        for (var i = first + 1; i < first + size; i++)
            if (!AreClose(lines[i - 1], lines[i])) return null;
        var cells = Columns([.. Enumerable.Range(first, size).Select(i => lines[i].Phrases())]);
        return StatementLayout.Detect([[.. cells.Select(c => c.Text)]]) is { } layout ? new(first, size, cells, layout) : null;
    }

    /// <summary>
    /// The columns of header lines that stand under each other: the line with the most cells gives them, each cell of the
    /// others goes to the ones that it stands above or below, or is a column of its own.
    /// </summary>
    private static List<PdfWord> Columns(IReadOnlyList<List<PdfWord>> lines)
    {
        var widest = lines.MaxBy(l => l.Count)!;
        var columns = widest.Select(cell => (Place: cell, Texts: new List<(int Line, string Text)> { (IndexOf(widest), cell.Text) })).ToList();
        foreach (var (index, line) in lines.Index())
        {
            if (line == widest) continue;
            foreach (var cell in line)
            {
                var under = columns.FindAll(c => c.Place.Left < cell.Right && cell.Left < c.Place.Right);
                if (under.Count == 0) columns.Add((cell, [(index, cell.Text)]));
                foreach (var column in under) column.Texts.Add((index, cell.Text));
                if (under.Count != 1) continue;
                var at = columns.IndexOf(under[0]);
                columns[at] = (columns[at].Place with
                {
                    Left = Math.Min(columns[at].Place.Left, cell.Left),
                    Right = Math.Max(columns[at].Place.Right, cell.Right),
                }, columns[at].Texts);
            }
        }
        return [.. columns
            .OrderBy(c => c.Place.Left)
            .Select(c => c.Place with { Text = string.Join(' ', c.Texts.OrderBy(t => t.Line).Select(t => t.Text)) })];

        int IndexOf(List<PdfWord> line) => Enumerable.Range(0, lines.Count).First(i => lines[i] == line);
    }

    private static bool AreClose(PdfLine above, PdfLine below) => above.Y - below.Y <= LineGap * Math.Max(above.Size, below.Size);

    private static bool IsHeaderLine(PdfLine line) => line.Words
        .SelectMany(w => Folding.Fold(w.Text).Split([' ', '/', '(', ')', '.', ',', ':', '-', '\'', '\u2019'], StringSplitOptions.RemoveEmptyEntries))
        .All(word => HeaderWords.Contains(word.TrimEnd("0123456789".ToCharArray())) || word.All(char.IsAsciiDigit) && word.Length < 2);
}
