using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>The copy that everybody with the code may fetch: what the public page shows, no places to sign.</summary>
public static class ElectronicSheet
{
    private static readonly ReceiptWords Words = ReceiptWords.Vietnamese;

    /// <summary>Said by header and title already.</summary>
    private static readonly string[] InHeader = ["Kind", "Number", "Date"];

    public static IReadOnlyList<Block> Of(ReceiptView receipt, Installation installation)
    {
        var parts = new SheetParts(receipt, installation);
        return
        [
            parts.Header(Words["Mark.Electronic"]),
            parts.Title(),
            parts.WithQr([.. PublicRows.Of(receipt, Words).Where(row => !InHeader.Contains(row.Key)).Select(Line)]),
            new Space(8, Stretches: true),
            parts.Legal(receipt.Channel switch
            {
                Channels.Cash => [1, 2, 3, 4, 5, 6],
                Channels.Transfer => [1, 3, 4, 5, 6],
                _ => [1, 2, 3, 4, 6],
            }),
        ];
    }

    private static Block Line(PublicRow row) => new Paragraph(SheetParts.Text,
        new Run(row.Label + ": "), new Run(row.Value, row.Key is "Amount" or "Donor" ? Face.Bold : Face.Regular), new Run(row.Note is null ? "" : " " + row.Note, Face.Italic));
}
