using System.Text;
using UglyToad.PdfPig.Content;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>Puts the letters of a page together to words and lines, by where they stand; a PDF knows neither.</summary>
internal static class PdfLines
{
    /// <summary>Of a point size: cells of one row may sit this much higher or lower.</summary>
    private const double LineTolerance = 0.3;

    /// <summary>Of a point size: a wider gap is a space. Kerning stays below, the narrowest space above.</summary>
    private const double WordGap = 0.15;

    /// <summary>From the top of the page to its end. Text that does not run from left to right (a watermark) is left out.</summary>
    public static List<PdfLine> Of(Page page)
    {
        var letters = page.Letters
            .Where(l => l.TextOrientation is TextOrientation.Horizontal && l.Value.Length > 0)
            .OrderByDescending(l => l.StartBaseLine.Y)
            .ToList();
        List<PdfLine> lines = [];
        for (int from = 0, to = 1; from < letters.Count; from = to++)
        {
            var first = letters[from];
            while (to < letters.Count && first.StartBaseLine.Y - letters[to].StartBaseLine.Y <= LineTolerance * SizeOf(first)) to++;
            if (Line(letters[from..to]) is { } line) lines.Add(line);
        }
        return lines;
    }

    private static PdfLine? Line(List<Letter> letters)
    {
        List<PdfWord> words = [];
        var text = new StringBuilder();
        double left = 0, right = 0, size = 0;
        Letter? before = null;
        foreach (var letter in letters.OrderBy(l => l.StartBaseLine.X))
        {
            var isSpace = string.IsNullOrWhiteSpace(letter.Value);
            if (text.Length > 0 && (isSpace || letter.StartBaseLine.X - right > WordGap * SizeOf(letter))) End();
            if (isSpace || (before is not null && IsDrawnTwice(before, letter))) continue;
            if (text.Length == 0) (left, size) = (letter.StartBaseLine.X, 0);
            text.Append(letter.Value);
            right = Math.Max(right, letter.EndBaseLine.X);
            size = Math.Max(size, SizeOf(letter));
            before = letter;
        }
        if (text.Length > 0) End();
        return words.Count == 0 ? null : new(letters[0].StartBaseLine.Y, words.Max(w => w.Size), words);

        void End()
        {
            words.Add(new(text.ToString().Normalize(NormalizationForm.FormC), left, right, size));
            text.Clear();
            right = 0;
        }
    }

    /// <summary>Some programs make letters bold by drawing them twice, a hair apart.</summary>
    private static bool IsDrawnTwice(Letter before, Letter letter) =>
        before.Value == letter.Value && letter.StartBaseLine.X - before.StartBaseLine.X < 0.2 * Math.Max(before.Width, 1);

    private static double SizeOf(Letter letter) => letter.PointSize > 0 ? letter.PointSize : 8;
}
