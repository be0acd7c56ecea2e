namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>Letters of a page that stand together. Points, from the left edge.</summary>
/// <param name="Size">Point size of the letters.</param>
internal readonly record struct PdfWord(string Text, double Left, double Right, double Size)
{
    public double Centre => (Left + Right) / 2;

    /// <summary>Words one space apart, as one.</summary>
    public PdfWord With(PdfWord next) => new($"{Text} {next.Text}", Left, next.Right, Math.Max(Size, next.Size));
}

/// <summary>The words of a page on one base line, from left to right.</summary>
/// <param name="Y">Points of the base line above the page's lower edge.</param>
/// <param name="Size">Point size of its largest letters.</param>
internal sealed record PdfLine(double Y, double Size, IReadOnlyList<PdfWord> Words)
{
    /// <summary>Of a point size: words that stand further apart belong to different cells. A space is at most 0.6 wide.</summary>
    private const double CellGap = 0.65;

    public string Text { get; } = string.Join(' ', Words.Select(w => w.Text));

    /// <summary>Words that stand one space apart, joined: what a person sees as one cell where nothing else tells.</summary>
    /// <param name="partsHere">Whether a word stands for itself however near its neighbour is; amounts do.</param>
    public List<PdfWord> Phrases(Func<PdfWord, bool>? partsHere = null)
    {
        List<PdfWord> phrases = [];
        var lastIsAlone = false;
        foreach (var word in Words)
        {
            var isAlone = partsHere?.Invoke(word) ?? false;
            if (phrases.Count > 0 && !isAlone && !lastIsAlone && word.Left - phrases[^1].Right <= CellGap * word.Size)
                phrases[^1] = phrases[^1].With(word);
            else
                phrases.Add(word);
            lastIsAlone = isAlone;
        }
        return phrases;
    }
}
