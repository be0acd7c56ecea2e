using System.Globalization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Receipts.Printing;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>PHIẾU CHI on A5: cash out, with the five signatures of each copy.</summary>
internal static class VoucherSheet
{
    public static IReadOnlyList<Block> Of(PaymentSheet sheet)
    {
        var (payment, row) = (sheet.Payment, sheet.Payment.Row);
        var role = PaymentEntries.RoleOf(row.Kind);
        return
        [
            sheet.Header(
                (PaymentWords.Of("Paper.Number", row.VoucherNumber!), Face.Bold),
                (PaymentWords.Of("Paper.Debit", sheet.Account(role)), Face.Regular),
                (PaymentWords.Of("Paper.Credit", sheet.Account(Roles.Cash)), Face.Regular)),
            PaymentSheet.Title(PaymentWords.Of("Paper.Voucher"), row.DocumentDate!.Value),
            PaymentSheet.Line("Paper.Payee", payment.Text("payee_name") ?? PaymentWords.Of("Paper.ByList", row.Lines), strong: true),
            PaymentSheet.Line("Paper.PayeeAddress", payment.Text("payee_address")),
            .. Collector(payment),
            PaymentSheet.Line("Paper.Narration", payment.Text("narration")),
            PaymentSheet.Line("Paper.Decision", payment.Text("decision")),
            PaymentSheet.Line("Paper.Amount", PaymentSheet.Money(row.AmountVnd), strong: true),
            PaymentSheet.Line("Paper.Words", PaymentSheet.InWords(row.AmountVnd)),
            PaymentSheet.Line("Paper.Attached", PaymentWords.Of("Paper.AttachedText", payment.Papers.Count == 0 ? "……" : payment.Papers.Count.ToString("00", CultureInfo.InvariantCulture))),
            PaymentSheet.Line("Paper.ReceivedAll", null),
            PaymentSheet.Signatures("Head", "Accountant", "Author", "Treasurer", "Receiver"),
            new Space(2, Stretches: true),
        ];
    }

    private static IEnumerable<Block> Collector(PaymentDetail payment)
    {
        if (payment.Text("collector_name") is { } name)
            yield return PaymentSheet.Line("Paper.Collector", $"{name} ({payment.Text("collector_relation")})");
    }
}
