using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using SkiaSharp;

namespace DayForThePoor.Web.HandOvers.Printing;

/// <summary>What printed minutes share: head, numbered parts, tables, places to sign.</summary>
internal static class MinuteParts
{
    private const float Text = 10, SignGap = 52;

    public static string Word(string key, params ReadOnlySpan<object?> args) => HandOverTexts.OnPaper($"Paper.{key}", args);

    public static string Money(long amount) => MoneyText.Format(new Vnd(amount));

    public static string InWords(long amount) => amount is > 0 and <= AmountInWords.Greatest ? AmountInWords.Of(new Vnd(amount)) : "";

    public static string Day(DateOnly day) => VietnamTime.Text(day);

    public static Block Head(Letterhead letterhead, string title, string under) => new Stack(
        new Paragraph(9.5f, new Run(letterhead.UnitLine)),
        new Paragraph(9.5f, new Run(letterhead.BoardLine, Face.Bold)),
        new Paragraph(8, new Run(letterhead.Address)),
        new Space(8),
        Paragraph.Centred(15, title, Face.Bold),
        Paragraph.Centred(Text, under, Face.Italic),
        new Space(6));

    /// <summary>"4. Tiền mặt" in bold; the words behind it on the same line.</summary>
    public static Block Part(int number, string key, string words = "") => new Stack(
        new Space(4),
        new Paragraph(Text, new Run($"{number.ToString(CultureInfo.InvariantCulture)}. {Word(key)}: ", Face.Bold), new Run(words)));

    public static Block Line(string words) => new Paragraph(Text, new Run(words));

    /// <summary>A list of lines, or dots to write on by hand.</summary>
    public static IEnumerable<Block> Lines(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? [new Paragraph(Text, SKTextAlign.Left, true, new Run(" "))] : lines.Select(line => Line($"– {line}"));

    public static Block Row(bool head, params IReadOnlyList<(float Share, string Text, bool Right)> cells) => new TableRow(head,
        [.. cells.Select(cell => (cell.Share, (Block)new Paragraph(
            8.5f, head ? SKTextAlign.Center : cell.Right ? SKTextAlign.Right : SKTextAlign.Left, false, new Run(cell.Text, head ? Face.Bold : Face.Regular))))]);

    /// <summary>Offices over empty places; the name of who confirmed on screen stands below as a help, never as a signature.</summary>
    public static Block Signatures(params IReadOnlyList<(string Office, string Name)> places) => new Stack(
        new Space(6),
        new Beside(6, [.. places.Select(place => (1f, (Block)new Stack(
            Paragraph.Centred(9, place.Office, Face.Bold),
            Paragraph.Centred(8, Word("SignHint"), Face.Italic),
            new Space(SignGap),
            Paragraph.Centred(9, place.Name.Length == 0 ? " " : place.Name))))]));
}
