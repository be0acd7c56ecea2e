using System.Globalization;
using DayForThePoor.Web.Hosting;
using SkiaSharp;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>Which of the two papers of a print this is.</summary>
public enum Copy
{
    /// <summary>Liên 1, kept by the unit; only it shows the accounts.</summary>
    Kept = 1,

    /// <summary>Liên 2, given away.</summary>
    Given = 2,
}

/// <summary>What the papers of all kinds share: header, title, QR, places to sign, legal lines.</summary>
public sealed class SheetParts(ReceiptView receipt, Installation installation)
{
    public const float Text = 10, Small = 8;

    private const float QrSide = 82, SignGap = 46;

    private static readonly ReceiptWords Words = ReceiptWords.Vietnamese;

    /// <param name="right">What stands above the number: the copy, or that it is electronic.</param>
    /// <param name="below">What stands under the number.</param>
    public Block Header(string right, params IReadOnlyList<string> below) => new Beside(10,
        (62, new Stack(
            new Paragraph(9.5f, new Run(receipt.Letterhead.UnitLine)),
            new Paragraph(9.5f, new Run(receipt.Letterhead.BoardLine, Face.Bold)),
            new Paragraph(Small, new Run(Words["Paper.Address", receipt.Letterhead.Address])))),
        (38, new Stack(
        [
            Right(right, Face.Italic),
            Right(Words["Paper.Number", receipt.Number], Face.Bold),
            .. below.Select(line => Right(line, Face.Regular)),
        ])));

    public Block Title() => new Stack(
        new Space(4),
        Paragraph.Centred(16, Words[$"Paper.Title.{receipt.Channel}"], Face.Bold),
        Paragraph.Centred(Text, Date(), Face.Italic),
        new Space(4));

    /// <summary>"Số tiền: 1.005.000 đồng", the value in bold when <paramref name="strong"/>.</summary>
    public static Block Line(string labelKey, string value, bool strong = false) =>
        new Paragraph(Text, new Run(Words[labelKey] + " "), new Run(value, strong ? Face.Bold : Face.Regular));

    /// <summary>The lines of the paper with the QR to their right.</summary>
    public Block WithQr(params IReadOnlyList<Block> lines) => new Beside(12,
        (78, new Stack(lines)),
        (22, new Stack(
            new QrBlock(new QrPicture(ReceiptAddress.Of(installation, receipt.Code)), QrSide),
            Paragraph.Centred(Small, Words["Qr.Code", ""].TrimEnd()),
            Paragraph.Centred(Small, receipt.Code.Format(), Face.Bold),
            Paragraph.Centred(7, new Uri(installation.PublicUrl).Authority))));

    /// <summary>
    /// Names of offices over empty places: a printed picture of a signature would make the voucher worthless (Luật Kế toán Đ.19).
    /// </summary>
    /// <param name="offices">Keys of the offices; the printed name of the head stands under "Sign.Head" and "Sign.Board".</param>
    public Block Signatures(params IReadOnlyList<string> offices) => new Stack(
        new Space(5),
        new Beside(6, [.. offices.Select(office => (1f, (Block)new Stack(
            Paragraph.Centred(9.5f, Words[office], Face.Bold),
            Paragraph.Centred(Small, Words["Sign.Hint"], Face.Italic),
            new Space(SignGap),
            Paragraph.Centred(9, office is "Sign.Head" or "Sign.Board" ? receipt.Written("signer_name", Words) : " "))))]));

    /// <param name="lines">Numbers of the legal lines, in order.</param>
    public Block Legal(params IReadOnlyList<int> lines) => new Stack([.. lines.Select(line => new Paragraph(Small, new Run(LegalText(line), Face.Italic)))]);

    private string LegalText(int line) => line switch
    {
        1 => Words["Legal.1", ReceiptAddress.Typing(installation)],
        3 when receipt.Fund.Kind == "CT" => Words["Legal.3.CT"],
        3 when receipt.Letterhead.RulesDecision.Length > 0 => Words["Legal.3.VNN", receipt.Letterhead.RulesDecision],
        3 => Words["Legal.3.VNN.Plain"],
        5 => Words["Legal.5", receipt.Letterhead.Phone],
        _ => Words[string.Create(CultureInfo.InvariantCulture, $"Legal.{line}")],
    };

    private string Date() => Words["Paper.Date",
        receipt.DocumentDate.Day.ToString("00", CultureInfo.InvariantCulture),
        receipt.DocumentDate.Month.ToString("00", CultureInfo.InvariantCulture),
        receipt.DocumentDate.Year];

    private static Paragraph Right(string text, Face face) => new(9.5f, SKTextAlign.Right, false, new Run(text, face));
}
