using System.Text;
using SkiaSharp;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>Words in one face; a paragraph is made of a few.</summary>
public sealed record Run(string Text, Face Face = Face.Regular);

/// <summary>
/// Text that wraps at spaces, and inside a word that is longer than the line, so that nothing runs over the edge.
/// </summary>
/// <param name="Size">In points.</param>
/// <param name="Leader">Dots from the end of the text to the edge, to write on by hand.</param>
public sealed record Paragraph(float Size, SKTextAlign Align, bool Leader, params IReadOnlyList<Run> Runs) : Block
{
    private const float LineHeight = 1.38f, Ascent = 1.02f;

    public Paragraph(float size, params IReadOnlyList<Run> runs) : this(size, SKTextAlign.Left, false, runs) { }

    public static Paragraph Centred(float size, string text, Face face = Face.Regular) => new(size, SKTextAlign.Center, false, new Run(text, face));

    public override float Height(float width, float scale) => Lines(width, scale).Count * Size * scale * LineHeight;

    public override void Draw(SKCanvas canvas, float x, float y, float width, float scale)
    {
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        foreach (var line in Lines(width, scale))
        {
            var baseline = y + Size * scale * Ascent;
            var at = x + Align switch
            {
                SKTextAlign.Center => (width - line.Width) / 2,
                SKTextAlign.Right => width - line.Width,
                _ => 0,
            };
            foreach (var piece in line.Pieces)
            {
                using var font = PdfFonts.Of(piece.Face, Size * scale);
                canvas.DrawText(piece.Text, at, baseline, SKTextAlign.Left, font, ink);
                at += piece.Width;
            }
            if (Leader && line.IsLast) DrawLeader(canvas, at + 2, x + width, baseline);
            y += Size * scale * LineHeight;
        }
    }

    private static void DrawLeader(SKCanvas canvas, float from, float to, float baseline)
    {
        using var dots = SKPathEffect.CreateDash([0.8f, 1.8f], 0);
        using var ink = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 0.8f, Color = SKColors.Black, PathEffect = dots };
        if (to > from) canvas.DrawLine(from, baseline, to, baseline, ink);
    }

    private sealed record Piece(string Text, Face Face, float Width);

    private sealed record Line(IReadOnlyList<Piece> Pieces, bool IsLast)
    {
        public float Width => Pieces.Sum(p => p.Width);
    }

    private List<Line> Lines(float width, float scale)
    {
        List<Line> lines = [];
        List<Piece> pieces = [];
        var used = 0f;
        void EndLine(bool last)
        {
            lines.Add(new(pieces, last));
            (pieces, used) = ([], 0f);
        }

        foreach (var run in Runs)
        {
            using var font = PdfFonts.Of(run.Face, Size * scale);
            var text = new StringBuilder();
            void EndPiece()
            {
                if (text.Length > 0) pieces.Add(new(text.ToString(), run.Face, font.MeasureText(text.ToString())));
                text.Clear();
            }

            foreach (var word in Words(run.Text).SelectMany(word => Parts(word, font, width)))
            {
                var length = font.MeasureText(word);
                if (used > 0 && used + font.MeasureText(word.TrimEnd()) > width)
                {
                    EndPiece();
                    EndLine(last: false);
                }
                text.Append(word);
                used += length;
            }
            EndPiece();
        }
        EndLine(last: true);
        return lines;
    }

    /// <summary>Words with the spaces behind them, in one spelling of the marks: the fonts hold ế, not e and two marks.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormC);
        for (var at = 0; at < normal.Length;)
        {
            var end = normal.IndexOf(' ', at);
            end = end < 0 ? normal.Length : end + 1;
            yield return normal[at..end];
            at = end;
        }
    }

    private static IEnumerable<string> Parts(string word, SKFont font, float width)
    {
        while (font.MeasureText(word.TrimEnd()) > width)
        {
            var fits = Math.Max(1, font.BreakText(word, width));
            if (fits < word.Length && char.IsLowSurrogate(word[fits])) fits = fits > 1 ? fits - 1 : 2;
            yield return word[..fits];
            word = word[fits..];
        }
        if (word.Length > 0) yield return word;
    }
}
