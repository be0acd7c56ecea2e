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

    /// <summary>The same beside an amount; columns of amounts stand close to each other, but further apart than words.</summary>
    private const double AmountGap = 0.4;

    public string Text { get; } = string.Join(' ', Words.Select(w => w.Text));

    /// <summary>Words that stand one space apart, joined: what a person sees as one cell where nothing else tells.</summary>
    /// <param name="isAmount">Tells the words that may be cells of their own.</param>
    public List<PdfWord> Phrases(Func<PdfWord, bool>? isAmount = null)
    {
        List<PdfWord> phrases = [];
        var lastIsAmount = false;
        foreach (var word in Words)
        {
            var thisIsAmount = isAmount?.Invoke(word) ?? false;
            var gap = thisIsAmount || lastIsAmount ? AmountGap : CellGap;
            if (phrases.Count > 0 && word.Left - phrases[^1].Right <= gap * word.Size) phrases[^1] = phrases[^1].With(word);
            else phrases.Add(word);
            lastIsAmount = thisIsAmount;
        }
        return phrases;
    }
}
