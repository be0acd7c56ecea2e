using SkiaSharp;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>What lies under the text of every copy.</summary>
/// <param name="Worth">ĐÃ HỦY, ĐÃ THAY THẾ or nothing.</param>
/// <param name="Sample">That it is sample data, or nothing.</param>
public sealed record PaperMarks(string? Worth, string? Sample);

/// <summary>What the file says of itself.</summary>
/// <param name="Day">The paper's; not the clock's, so that one paper is one file.</param>
/// <param name="Author">Who issues it.</param>
public sealed record PaperAbout(string Title, DateOnly Day, string? Author = null, string? Subject = null);

/// <summary>Puts sheets on paper: A4 in two halves, one half alone, or as many A4 pages as a long one needs.</summary>
public sealed class Paper
{
    /// <summary>A4 in points (1/72 inch), and the margins that office printers keep free.</summary>
    private const float Width = 595.28f, Full = 841.89f, HalfHeight = Full / 2, Side = 34, Top = 22;

    /// <summary>Below this the legal lines of 8 points could not be read.</summary>
    private const float LeastScale = 0.72f;

    private readonly SKDocument document;

    private Paper(SKDocument document) => this.document = document;

    public static byte[] Write(PaperAbout about, Action<Paper> write)
    {
        var day = about.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var metadata = new SKDocumentPdfMetadata
        {
            Title = about.Title,
            Author = about.Author,
            Subject = about.Subject,
            Creator = "DayForThePoor",
            Producer = "DayForThePoor",
            Creation = day,
            Modified = day,
            RasterDpi = SKDocument.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
            PdfA = true,
        };
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes, metadata))
        {
            write(new Paper(document));
            document.Close();
        }
        return bytes.ToArray();
    }

    public static bool FitsHalf(IReadOnlyList<Block> sheet) => FittingScale(sheet) is not null;

    public void TwoHalves(IReadOnlyList<Block> upper, IReadOnlyList<Block> lower, PaperMarks marks)
    {
        var canvas = document.BeginPage(Width, Full);
        var scale = Math.Min(HalfScale(upper), HalfScale(lower));
        DrawHalf(canvas, upper, 0, scale, marks);
        using var dashes = SKPathEffect.CreateDash([3, 3], 0);
        using var cut = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 0.5f, Color = SKColors.Gray, PathEffect = dashes };
        canvas.DrawLine(0, HalfHeight, Width, HalfHeight, cut);
        DrawHalf(canvas, lower, HalfHeight, scale, marks);
        document.EndPage();
    }

    public void Half(IReadOnlyList<Block> sheet, PaperMarks marks)
    {
        DrawHalf(document.BeginPage(Width, HalfHeight), sheet, 0, HalfScale(sheet), marks);
        document.EndPage();
    }

    /// <summary>Full size over as many pages as it takes; number and head of the table that goes on stand on each of them.</summary>
    /// <param name="number">The receipt's, so that a loose page finds its way back.</param>
    public void Pages(IReadOnlyList<Block> sheet, string number, PaperMarks marks)
    {
        TableRow? head = null;
        SKCanvas? canvas = null;
        var (page, y) = (0, 0f);
        void BeginPage()
        {
            canvas = document.BeginPage(Width, Full);
            DrawMarks(canvas, 0, Full, marks);
            y = Top;
            if (++page > 1) Put(new Paragraph(SheetParts.Small, SKTextAlign.Right, false, new Run($"{number} – {page}")));
        }

        void Put(Block block)
        {
            block.Draw(canvas!, Side, y, Width - 2 * Side, 1);
            y += block.Height(Width - 2 * Side, 1);
        }

        BeginPage();
        foreach (var block in sheet)
        {
            if (y + block.Height(Width - 2 * Side, 1) > Full - Top && y > Top)
            {
                document.EndPage();
                BeginPage();
                if (block is TableRow { IsHead: false } && head is not null) Put(head);
            }
            Put(block);
            if (block is TableRow { IsHead: true } begun) head = begun;
        }
        document.EndPage();
    }

    private static void DrawHalf(SKCanvas canvas, IReadOnlyList<Block> sheet, float top, float scale, PaperMarks marks)
    {
        DrawMarks(canvas, top, HalfHeight, marks);
        var left = HalfHeight - 2 * Top - HeightOf(sheet, scale);
        var y = top + Top;
        foreach (var block in sheet)
        {
            block.Draw(canvas, Side, y, Width - 2 * Side, scale);
            y += block.Height(Width - 2 * Side, scale);
            if (block is Space { Stretches: true }) y += left;
        }
    }

    private static float HalfScale(IReadOnlyList<Block> sheet) =>
        FittingScale(sheet) ?? throw new InvalidOperationException("The sheet does not fit half a page.");

    /// <summary>The largest scale at which a sheet fits half a page; null when it would be too small to read.</summary>
    private static float? FittingScale(IReadOnlyList<Block> sheet)
    {
        for (var scale = 1f; scale >= LeastScale; scale -= 0.04f)
            if (HeightOf(sheet, scale) <= HalfHeight - 2 * Top) return scale;
        return null;
    }

    private static float HeightOf(IReadOnlyList<Block> sheet, float scale) => sheet.Sum(block => block.Height(Width - 2 * Side, scale));

    private static void DrawMarks(SKCanvas canvas, float top, float height, PaperMarks marks)
    {
        if (marks.Sample is { } sample) DrawMark(canvas, sample, 24, top + height * (marks.Worth is null ? 0.55f : 0.74f), new SKColor(0x5B, 0x2A, 0x86, 0x38));
        if (marks.Worth is { } worth) DrawMark(canvas, worth, 72, top + height * 0.45f, new SKColor(0xA1, 0x1D, 0x1D, 0x48));
    }

    private static void DrawMark(SKCanvas canvas, string text, float size, float middle, SKColor colour)
    {
        using var font = PdfFonts.Of(Face.Bold, size);
        using var ink = new SKPaint { Color = colour, IsAntialias = true };
        canvas.Save();
        canvas.Translate(Width * 0.44f, middle);
        canvas.RotateDegrees(-18);
        canvas.DrawText(text, 0, size * 0.35f, SKTextAlign.Center, font, ink);
        canvas.Restore();
    }
}
