using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using SkiaSharp;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>What the papers of a payment share.</summary>
internal sealed record PaymentSheet(PaymentDetail Payment, Letterhead Letterhead, Fund Fund, Chart Chart)
{
    public const float Text = 10, Small = 8;

    private const float SignGap = 46;

    /// <summary>Left the issuer, right what stands above the number.</summary>
    public Block Header(params IReadOnlyList<(string Text, Face Face)> right) => new Beside(10,
        (60, new Stack(
            new Paragraph(9.5f, new Run(Letterhead.UnitLine)),
            new Paragraph(9.5f, new Run(Letterhead.BoardLine, Face.Bold)),
            new Paragraph(Small, new Run(PaymentWords.Of("Paper.Address", Letterhead.Address))))),
        (40, new Stack([.. right.Select(line => new Paragraph(9.5f, SKTextAlign.Right, false, new Run(line.Text, line.Face)))])));

    public static Block Title(string title, DateOnly day) => new Stack(
        new Space(4), Paragraph.Centred(16, title, Face.Bold), Paragraph.Centred(Text, Day(day), Face.Italic), new Space(4));

    public static Block Line(string key, string? value, bool strong = false) =>
        new Paragraph(Text, SKTextAlign.Left, string.IsNullOrEmpty(value), new Run(PaymentWords.Of(key) + " "), new Run(value ?? "", strong ? Face.Bold : Face.Regular));

    /// <summary>Names of offices over empty places; ink goes there and no picture of a signature ever (Luật Kế toán Đ.19).</summary>
    public static Block Signatures(params IReadOnlyList<string> offices) => new Stack(
        new Space(5),
        new Beside(6, [.. offices.Select(office => (1f, (Block)new Stack(
            Paragraph.Centred(9.5f, PaymentWords.Of($"Sign.{office}"), Face.Bold), Paragraph.Centred(Small, PaymentWords.Of("Sign.Hint"), Face.Italic), new Space(SignGap))))]));

    public static string Money(long amount) => PaymentWords.Of("Paper.Money", MoneyText.Format(new Vnd(amount)));

    public static string InWords(long amount)
    {
        var words = AmountInWords.Of(new Vnd(amount));
        return char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    /// <summary>ngày 05 tháng 01 năm 2026.</summary>
    public static string Day(DateOnly day) => PaymentWords.Of(
        "Paper.Day", day.Day.ToString("00", CultureInfo.InvariantCulture), day.Month.ToString("00", CultureInfo.InvariantCulture), day.Year);

    public string Account(string role) => Chart.NumberOfRole[role];
}
