using System.Text.RegularExpressions;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>What the pages repeat around the table: the bank's name, its address, the moment of printing, page numbers.</summary>
internal sealed partial class PdfFurniture
{
    /// <summary>Points by which a repeated line may sit higher or lower.</summary>
    private const double SamePlace = 2;

    private readonly int pages;
    private readonly List<(string Text, double Y)> repeated = [];

    private PdfFurniture(int pages) => this.pages = pages;

    [GeneratedRegex(@"^(?:(?:trang|page)(?:\s*(?:số|no\.?))?\s*:?\s*)?(\d+)(?:\s*(?:/|of|trên)\s*(\d+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber { get; }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits { get; }

    /// <summary>Looks at four pages: what two of them have at the same height, numbers aside, all have.</summary>
    public static PdfFurniture Of(PdfPages pages)
    {
        var furniture = new PdfFurniture(pages.Count);
        List<(string Text, double Y)> seen = [];
        foreach (var page in (int[])[.. new[] { 2, 3, 4, pages.Count - 1 }.Where(p => p >= 1 && p <= pages.Count).Distinct()])
        {
            var lines = pages.Lines(page).ConvertAll(l => (Text: Numberless(l), l.Y));
            furniture.repeated.AddRange(lines.Where(l => seen.Exists(s => Same(s, l))));
            seen.AddRange(lines);
        }
        return furniture;
    }

    /// <summary>Whether the line is the number of its page and nothing else: a memo of these words would have to stand on just this page.</summary>
    public bool IsPageNumber(int page, PdfLine line) =>
        PageNumber.Match(line.Text) is { Success: true } number
        && number.Groups[1].Value == $"{page}"
        && (number.Groups[2].Success ? number.Groups[2].Value == $"{pages}" : line.Text.Length > number.Groups[1].Length);

    /// <summary>Whether every page has the line. Asked only of lines that cannot belong to a row of the table.</summary>
    public bool Holds(int page, PdfLine line) => page > 1 && repeated.Exists(r => Same(r, (Numberless(line), line.Y)));

    private static bool Same((string Text, double Y) one, (string Text, double Y) other) =>
        Math.Abs(one.Y - other.Y) <= SamePlace && one.Text == other.Text;

    private static string Numberless(PdfLine line) => Digits.Replace(line.Text, "#");
}
