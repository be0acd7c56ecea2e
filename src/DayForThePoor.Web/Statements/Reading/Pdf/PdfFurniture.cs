using System.Text.RegularExpressions;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>What the pages repeat around the table: the bank's name, its address, the moment of printing, page numbers.</summary>
internal sealed partial class PdfFurniture
{
    /// <summary>Points by which a repeated line may sit higher or lower.</summary>
    private const double SamePlace = 2;

    private readonly List<(string Text, double Y)> repeated = [];

    [GeneratedRegex(@"^(trang|page)\b.{0,40}$|^\d+\s*/\s*\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber { get; }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits { get; }

    /// <summary>Looks at four pages: what two of them have at the same height, numbers aside, all have.</summary>
    public static PdfFurniture Of(PdfPages pages)
    {
        var furniture = new PdfFurniture();
        List<(string Text, double Y)> seen = [];
        foreach (var page in (int[])[.. new[] { 2, 3, 4, pages.Count - 1 }.Where(p => p >= 1 && p <= pages.Count).Distinct()])
        {
            var lines = pages.Lines(page).ConvertAll(l => (Text: Numberless(l), l.Y));
            furniture.repeated.AddRange(lines.Where(l => seen.Exists(s => Same(s, l))));
            seen.AddRange(lines);
        }
        return furniture;
    }

    /// <summary>Asked only of lines that cannot belong to a row of the table.</summary>
    public bool Holds(int page, PdfLine line) =>
        PageNumber.IsMatch(line.Text) || (page > 1 && repeated.Exists(r => Same(r, (Numberless(line), line.Y))));

    private static bool Same((string Text, double Y) one, (string Text, double Y) other) =>
        Math.Abs(one.Y - other.Y) <= SamePlace && one.Text == other.Text;

    private static string Numberless(PdfLine line) => Digits.Replace(line.Text, "#");
}
