using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>
/// Receipts as PDF/A, which is made to be kept. The same receipt and print look the same on every machine and in every
/// year: texts are frozen, fonts are the program's own, and the file bears the document's date and not the clock's.
/// </summary>
public sealed class ReceiptPdf(Installation installation)
{
    private static readonly ReceiptWords Words = ReceiptWords.Vietnamese;

    /// <summary>A4 upright with liên 1 over liên 2, to be cut; with long texts or many goods a page or more for each.</summary>
    public byte[] Voucher(ReceiptView receipt, ReceiptPrinted print)
    {
        var mark = print.Ordinal > 1
            ? Words["Mark.Reprint", print.Ordinal - 1, ReceiptFacts.Day(print.PrintedOn)]
            : null;
        var copies = new[] { Copy.Kept, Copy.Given }.Select(copy => WithMark(Sheet(receipt, copy), mark)).ToList();
        return Paper.Write(About(receipt), paper =>
        {
            if (copies.All(Paper.FitsHalf)) paper.TwoHalves(copies[0], copies[1], MarksOf(receipt));
            else
                foreach (var copy in copies) paper.Pages(copy, receipt.Number, MarksOf(receipt));
        });
    }

    /// <summary>A5 across; names masked as on the public page.</summary>
    public byte[] ElectronicCopy(ReceiptView receipt) => Paper.Write(About(receipt), paper =>
    {
        var sheet = ElectronicSheet.Of(receipt, installation);
        if (Paper.FitsHalf(sheet)) paper.Half(sheet, MarksOf(receipt));
        else paper.Pages(sheet, receipt.Number, MarksOf(receipt));
    });

    private IReadOnlyList<Block> Sheet(ReceiptView receipt, Copy copy) => receipt.Channel switch
    {
        Channels.Cash => CashSheet.Of(receipt, copy, installation),
        Channels.Goods => GoodsSheet.Of(receipt, copy, installation),
        _ => TransferSheet.Of(receipt, copy, installation),
    };

    private static IReadOnlyList<Block> WithMark(IReadOnlyList<Block> sheet, string? mark) =>
        mark is null ? sheet : [Paragraph.Centred(SheetParts.Text, mark, Face.Bold), new Space(2), .. sheet];

    private PaperMarks MarksOf(ReceiptView receipt) => new(
        receipt.Status switch
        {
            ReceiptStatus.Void => Words["Mark.Void"],
            ReceiptStatus.Replaced => Words["Mark.Replaced"],
            _ => null,
        },
        installation.Demo ? Words["Mark.Demo"] : null);

    private static PaperAbout About(ReceiptView receipt) =>
        new($"{Words[$"Paper.Title.{receipt.Channel}"]} {receipt.Number}", receipt.DocumentDate, receipt.Letterhead.UnitLine, receipt.FundName(Words));
}
