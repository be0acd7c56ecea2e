using DayForThePoor.Core.Money;
using DayForThePoor.Web.Receipts.Printing;
using SkiaSharp;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>BIÊN BẢN TRẢ LẠI TIỀN CHƯA TRAO: who did not collect, why, and by which voucher the money came back.</summary>
internal static class ReturnSheet
{
    public static IReadOnlyList<Block> Of(PaymentSheet sheet, PaymentReturn back)
    {
        var lines = sheet.Payment.Lines.Where(line => back.Lines.Contains(line.Line)).ToList();
        return
        [
            new Beside(10,
                (48, new Stack(Paragraph.Centred(9.5f, sheet.Letterhead.UnitLine), Paragraph.Centred(9.5f, sheet.Letterhead.BoardLine, Face.Bold))),
                (52, new Stack(Paragraph.Centred(9.5f, PaymentWords.Of("Paper.Nation"), Face.Bold), Paragraph.Centred(9.5f, PaymentWords.Of("Paper.Motto"), Face.Bold)))),
            new Paragraph(PaymentSheet.Text, SKTextAlign.Right, false, new Run($"{sheet.Letterhead.Place}, {PaymentSheet.Day(back.DocumentDate)}", Face.Italic)),
            new Space(6),
            Paragraph.Centred(15, PaymentWords.Of("Paper.Return"), Face.Bold),
            new Space(8),
            PaymentSheet.Line("Paper.ListNumber", $"{sheet.Payment.Row.VoucherNumber} – {sheet.Payment.Text("narration")}"),
            PaymentSheet.Line("Paper.Reason", back.Reason),
            new Space(4),
            new TableRow(true, [.. Cells(PaymentWords.Of("Paper.Column.No"), PaymentWords.Of("Paper.Column.Name"), PaymentWords.Of("Paper.Column.Hamlet"), PaymentWords.Of("Paper.Column.Amount"), Face.Bold)]),
            .. lines.Select(line => (Block)new TableRow(false, [.. Cells($"{line.Line}", line.Name, line.Address, MoneyText.Format(new Vnd(line.AmountVnd)), Face.Regular)])),
            new TableRow(false, [.. Cells("", PaymentWords.Of("Paper.Total"), "", MoneyText.Format(new Vnd(back.AmountVnd)), Face.Bold)]),
            new Space(4),
            PaymentSheet.Line("Paper.ReturnedAmount", PaymentSheet.Money(back.AmountVnd), strong: true),
            PaymentSheet.Line("Paper.Words", PaymentSheet.InWords(back.AmountVnd)),
            PaymentSheet.Line("Paper.ReturnVoucher", back.VoucherNumber, strong: true),
            PaymentSheet.Signatures("Giver", "Treasurer", "Accountant"),
        ];
    }

    private static IEnumerable<(float, Block)> Cells(string number, string name, string hamlet, string amount, Face face)
    {
        yield return (8, Paragraph.Centred(9.5f, number, face));
        yield return (40, new Paragraph(9.5f, new Run(name, face)));
        yield return (32, new Paragraph(9.5f, new Run(hamlet, face)));
        yield return (20, new Paragraph(9.5f, SKTextAlign.Right, false, new Run(amount, face)));
    }
}
