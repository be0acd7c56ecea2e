using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Payments.Payees;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using SkiaSharp;

namespace DayForThePoor.Web.Payments.Sheets;

/// <summary>
/// What papers of paying share: letterhead, title with the date, lines "label: value", tables, and offices over empty places
/// to sign. No picture of a signature or stamp is ever printed (Luật Kế toán Đ.19).
/// </summary>
public sealed class PaperSheet(Letterhead letterhead, DateOnly day, bool demo)
{
    private const float Text = 10.5f, Small = 8.5f, SignGap = 56;

    public Block Header() => new Stack(
        new Paragraph(9.5f, new Run(letterhead.UnitLine)), new Paragraph(9.5f, new Run(letterhead.BoardLine, Face.Bold)), new Paragraph(Small, new Run(PayeeTexts.OnPaper("Paper.LetterAddress", letterhead.Address))), new Space(8));

    public Block Title(string title) => new Stack(
        Paragraph.Centred(15, title, Face.Bold),
        Paragraph.Centred(Text, PayeeTexts.OnPaper("Paper.PlaceAndDate", letterhead.Place, TwoDigits(day.Day), TwoDigits(day.Month), day.Year), Face.Italic),
        new Space(8));

    /// <summary>"Người tạm ứng: …"; dots to write on when there is nothing to print.</summary>
    public static Block Line(string label, string? value) => value is { Length: > 0 }
        ? new Paragraph(Text, new Run($"{label}: "), new Run(value, Face.Bold))
        : new Paragraph(Text, SKTextAlign.Left, Leader: true, new Run($"{label}: "));

    /// <summary>1.234.567 đồng.</summary>
    public static string Amount(long amount) => PayeeTexts.OnPaper("Paper.Dong", Figure(amount));

    private static string TwoDigits(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    public static string Figure(long amount) => Core.Money.MoneyText.Format(new Vnd(amount));

    /// <summary>A row of a table; the last cell stands right, as figures do.</summary>
    public static Block Row(bool head, params IReadOnlyList<(float Share, string Text)> cells) => new TableRow(
        head,
        [.. cells.Select((cell, i) => (cell.Share, (Block)new Paragraph(9, i == cells.Count - 1 && !head ? SKTextAlign.Right : head ? SKTextAlign.Center : SKTextAlign.Left, false, new Run(cell.Text, head ? Face.Bold : Face.Regular))))]);

    public static Block Signatures(params IReadOnlyList<string> offices) => new Stack(
        new Space(14),
        new Beside(6, [.. offices.Select(office => (1f, (Block)new Stack(
            Paragraph.Centred(10, office, Face.Bold), Paragraph.Centred(Small, PayeeTexts.OnPaper("Paper.SignHere"), Face.Italic), new Space(SignGap))))]));

    public byte[] Write(string title, IReadOnlyList<Block> content) => Paper.Write(
        new PaperAbout(title, day, letterhead.UnitLine),
        paper => paper.Pages(content, title, new PaperMarks(null, demo ? PayeeTexts.OnPaper("Paper.Sample") : null)));
}
