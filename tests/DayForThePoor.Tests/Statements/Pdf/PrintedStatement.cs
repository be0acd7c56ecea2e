using SkiaSharp;

namespace DayForThePoor.Tests.Statements.Pdf;

/// <param name="Header">One text a line.</param>
/// <param name="Left">Points.</param>
internal sealed record PrintedColumn(string[] Header, float Left, float Right, bool IsAmount = false, bool HeaderInTheMiddle = true);

/// <summary>How a bank prints its statement.</summary>
/// <param name="Above">Lines above the table on the first page.</param>
internal sealed record PrintedLayout(IReadOnlyList<string> Above, IReadOnlyList<PrintedColumn> Columns)
{
    /// <summary>Whether the day stands in the middle of a row of several lines.</summary>
    public bool MiddleAligned { get; init; }

    public bool RepeatsHeader { get; init; } = true;

    /// <summary>Whether a row may begin on one page and end on the next.</summary>
    public bool BreaksRows { get; init; }

    /// <summary>Points between two rows beyond the distance of two lines.</summary>
    public float RowGap { get; init; } = 5;

    /// <summary>At the top of every page.</summary>
    public string? Running { get; init; }

    public string? Footer { get; init; } = "Trang {0}/{1}";

    public float Width { get; init; } = 595;

    public float Height { get; init; } = 842;
}

/// <summary>Writes statements as PDF with a real library: text by places, without any notion of a table.</summary>
internal static class PrintedStatement
{
    private const float FontSize = 8, LineHeight = 10.5f, Top = 40, Bottom = 60;

    private static readonly SKTypeface Face = SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, "Assets", "fonts", "BeVietnamPro-Regular.ttf"));

    /// <param name="rows">A text a column; a line break in a cell begins a new line.</param>
    /// <param name="below">Lines below the table: cells by place, parted by '|'.</param>
    public static byte[] Write(PrintedLayout layout, IEnumerable<string[]> rows, params IReadOnlyList<string> below)
    {
        using var font = new SKFont(Face, FontSize) { Subpixel = true };
        var pages = Place(layout, [.. rows], below, font);
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file))
        {
            foreach (var (i, page) in pages.Index())
            {
                var canvas = document.BeginPage(layout.Width, layout.Height);
                using var ink = new SKPaint { Color = SKColors.Black };
                foreach (var (text, x, y) in page) canvas.DrawText(text, x, y, SKTextAlign.Left, font, ink);
                if (layout.Footer is { } footer)
                    canvas.DrawText(string.Format(System.Globalization.CultureInfo.InvariantCulture, footer, i + 1, pages.Count), 270, layout.Height - 25, SKTextAlign.Left, font, ink);
                if (layout.Running is { } running) canvas.DrawText(running, 30, 20, SKTextAlign.Left, font, ink);
                document.EndPage();
            }
            document.Close();
        }
        return file.ToArray();
    }

    private static List<List<(string Text, float X, float Y)>> Place(PrintedLayout layout, List<string[]> rows, IReadOnlyList<string> below, SKFont font)
    {
        List<List<(string, float, float)>> pages = [[]];
        var y = Top;
        foreach (var line in layout.Above)
        {
            Cells(line);
            y += LineHeight;
        }
        Header();
        foreach (var row in rows)
        {
            var cells = layout.Columns.Select((c, i) => Wrapped(row[i], c, font)).ToList();
            var height = cells.Max(c => c.Count);
            if (!layout.BreaksRows && y + height * LineHeight > layout.Height - Bottom) NewPage();
            for (var line = 0; line < height; line++)
            {
                if (y > layout.Height - Bottom) NewPage();
                foreach (var (i, column) in layout.Columns.Index())
                    Cell(column, cells[i], line, height);
                y += LineHeight;
            }
            y += layout.RowGap;
        }
        y += 6;
        foreach (var line in below)
        {
            if (y > layout.Height - Bottom) NewPage();
            Cells(line);
            y += LineHeight * 1.5f;
        }
        return pages;

        void Cell(PrintedColumn column, List<string> lines, int line, int height)
        {
            // A cell of fewer lines than its row stands at the top, or with its own middle half a line off.
            var above = layout.MiddleAligned ? (height - lines.Count) / 2f : 0;
            var from = (int)Math.Ceiling(above);
            if (line < from || line - from >= lines.Count || lines[line - from].Length == 0) return;
            var text = lines[line - from];
            var x = column.IsAmount ? column.Right - font.MeasureText(text) : column.Left;
            pages[^1].Add((text, x, y - (from - above) * LineHeight));
        }

        void Cells(string line)
        {
            foreach (var part in line.Split('|'))
            {
                var at = part.IndexOf('@', StringComparison.Ordinal);
                var x = at < 0 ? 30 : float.Parse(part[..at], System.Globalization.CultureInfo.InvariantCulture);
                pages[^1].Add((part[(at + 1)..], x, y));
            }
        }

        void NewPage()
        {
            pages.Add([]);
            y = Top;
            if (layout.RepeatsHeader) Header();
        }

        void Header()
        {
            var height = layout.Columns.Max(c => c.Header.Length);
            y += 8;
            foreach (var column in layout.Columns)
            {
                foreach (var (i, text) in column.Header.Index())
                {
                    var x = column.HeaderInTheMiddle ? (column.Left + column.Right - font.MeasureText(text)) / 2 : column.Left;
                    pages[^1].Add((text, x, y + i * LineHeight));
                }
            }
            y += height * LineHeight + 6;
        }
    }

    private static List<string> Wrapped(string text, PrintedColumn column, SKFont font)
    {
        List<string> lines = [];
        foreach (var given in text.Split('\n'))
        {
            var line = "";
            foreach (var word in given.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && font.MeasureText(longer) > column.Right - column.Left)
                {
                    lines.Add(line);
                    longer = word;
                }
                line = longer;
            }
            lines.Add(line);
        }
        return lines;
    }
}
