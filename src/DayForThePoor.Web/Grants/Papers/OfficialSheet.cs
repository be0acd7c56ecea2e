using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Receipts.Printing;
using SkiaSharp;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>A column of a printed list.</summary>
/// <param name="Share">Of the width.</param>
/// <param name="Right">Figures stand at the right.</param>
public sealed record PaperColumn(string Title, float Share, bool Right = false);

/// <summary>
/// The parts that minutes, lists, proposals and decisions share: the head in two columns, title, lines, tables and places to
/// sign. No picture of a signature or stamp is printed (Luật Kế toán Đ.19); the place stays empty.
/// </summary>
public static class OfficialSheet
{
    public const float Text = 11, Cell = 9.5f, Small = 9;

    private const float SignGap = 58;

    /// <param name="upper">Who stands above: "ỦY BAN MTTQ VIỆT NAM XÃ QUẾ SƠN".</param>
    /// <param name="own">Whose paper it is, in bold.</param>
    /// <param name="number">"Số: …/QĐ-BVĐ", or null for papers without a number.</param>
    /// <param name="place">"Quế Sơn".</param>
    public static Block Head(string upper, string own, string? number, string place, DateOnly? day) => new Beside(12,
        (46, new Stack(
            Paragraph.Centred(Small, upper),
            Paragraph.Centred(Small, own, Face.Bold),
            Paragraph.Centred(Small, number ?? " "))),
        (54, new Stack(
            Paragraph.Centred(Small, PaperWords.Of("Nation"), Face.Bold),
            Paragraph.Centred(Small, PaperWords.Of("Motto"), Face.Bold),
            Paragraph.Centred(Small, PaperWords.Of("PlaceAndDay", place, PaperWords.Day(day)), Face.Italic))));

    public static Block Title(string title, params IReadOnlyList<string> below) => new Stack(
    [
        new Space(16),
        Paragraph.Centred(14, title, Face.Bold),
        .. below.Select(line => (Block)Paragraph.Centred(Text, line, Face.Italic)),
        new Space(8),
    ]);

    /// <summary>A sentence; empty lines to write on end in dots by themselves.</summary>
    public static Block Line(string text, bool strong = false) => new Stack(new Paragraph(Text, new Run(text, strong ? Face.Bold : Face.Regular)), new Space(3));

    /// <summary>"Họ và tên: Nguyễn Thị Mẫu", dots to the edge when nothing is known.</summary>
    public static Block Fact(string label, string? value) => new Stack(
        string.IsNullOrWhiteSpace(value)
            ? new Paragraph(Text, SKTextAlign.Left, true, new Run($"{label}: "))
            : new Paragraph(Text, new Run($"{label}: "), new Run(value, Face.Bold)),
        new Space(3));

    /// <summary>Several empty lines to write on.</summary>
    public static IEnumerable<Block> Open(int lines) => Enumerable.Repeat((Block)new Stack(new Paragraph(Text, SKTextAlign.Left, true, new Run("")), new Space(4)), lines);

    /// <summary>Rows one by one, so that a long list flows over pages under its head.</summary>
    public static IEnumerable<Block> Table(IReadOnlyList<PaperColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        yield return new TableRow(IsHead: true, [.. columns.Select(column => (column.Share, (Block)Paragraph.Centred(Cell, column.Title, Face.Bold)))]);
        foreach (var row in rows)
            yield return new TableRow(IsHead: false, [.. row.Select((cell, i) => (columns[i].Share, (Block)(columns[i].Right ? new Paragraph(Cell, SKTextAlign.Right, false, new Run(cell)) : new Paragraph(Cell, new Run(cell)))))]);
    }

    /// <summary>Total of a list in figures and words.</summary>
    public static IEnumerable<Block> Total(int count, long amount)
    {
        yield return new Space(5);
        yield return Line(PaperWords.Of("Total", count.ToString(CultureInfo.InvariantCulture), Money(amount)), strong: true);
        if (amount > 0) yield return Line(PaperWords.Of("InWords", AmountInWords.Of(new Vnd(amount))));
    }

    /// <summary>Offices over empty places.</summary>
    /// <param name="offices">Keys of who signs; the hint under each says how.</param>
    public static Block Signs(params IReadOnlyList<string> offices) => new Stack(
        new Space(12),
        new Beside(8, [.. offices.Select(office => (1f, (Block)new Stack(
            [.. PaperWords.Of(office).Split('|').Select(line => (Block)Paragraph.Centred(10.5f, line, Face.Bold)),
             Paragraph.Centred(Small, PaperWords.Of(office is "Sign.Head" ? "Sign.Hint.Stamp" : "Sign.Hint"), Face.Italic),
             new Space(SignGap)])))]));

    /// <summary>1.234.567 đồng.</summary>
    public static string Money(long amount) => PaperWords.Of("Vnd", MoneyText.Format(new Vnd(amount)));

    public static string Figures(long amount) => MoneyText.Format(new Vnd(amount));
}
