using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>The papers of a payment as PDF/A: the same payment looks the same on every machine.</summary>
public sealed class PaymentPdf(IRegistry registry, Installation installation)
{
    /// <summary>Phiếu chi; its payment is posted.</summary>
    public async Task<byte[]> Voucher(PaymentDetail payment, CancellationToken cancellation)
    {
        var sheet = await Sheet(payment, cancellation);
        var blocks = VoucherSheet.Of(sheet);
        return Paper.Write(About(sheet, "Paper.Voucher"), paper =>
        {
            if (Paper.FitsHalf(blocks)) paper.Half(blocks, Marks(payment));
            else paper.Pages(blocks, payment.Row.VoucherNumber!, Marks(payment));
        });
    }

    /// <summary>Danh sách ký nhận, before the money is handed out and after.</summary>
    public async Task<byte[]> List(PaymentDetail payment, CancellationToken cancellation)
    {
        var sheet = await Sheet(payment, cancellation);
        return Paper.Write(About(sheet, "Paper.List"), paper =>
        {
            foreach (var page in ListSheet.Of(sheet)) paper.Pages(page, payment.Row.VoucherNumber ?? "", Marks(payment));
        });
    }

    /// <summary>Biên bản trả lại tiền chưa trao.</summary>
    public async Task<byte[]> Return(PaymentDetail payment, PaymentReturn back, CancellationToken cancellation)
    {
        var sheet = await Sheet(payment, cancellation);
        return Paper.Write(About(sheet, "Paper.Return"), paper => paper.Pages(ReturnSheet.Of(sheet, back), back.VoucherNumber, Marks(payment)));
    }

    private async Task<PaymentSheet> Sheet(PaymentDetail payment, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var day = DayOf(payment);
        return new PaymentSheet(payment, known.LetterheadOf(payment.FundId, day), known.Funds[payment.FundId], known.ChartOn(day));
    }

    private static DateOnly DayOf(PaymentDetail payment) => payment.Row.DocumentDate ?? VietnamTime.DateOf(payment.Row.PreparedAt);

    private PaperMarks Marks(PaymentDetail payment) => new(
        payment.Row.State is PaymentStates.Void or PaymentStates.Cancelled ? ReceiptWords.Vietnamese["Mark.Void"] : null,
        installation.Demo ? ReceiptWords.Vietnamese["Mark.Demo"] : null);

    private static PaperAbout About(PaymentSheet sheet, string title) => new(
        $"{PaymentWords.Of(title)} {sheet.Payment.Row.VoucherNumber}".TrimEnd(), DayOf(sheet.Payment), sheet.Letterhead.UnitLine, PaymentWords.Of($"Fund.{sheet.Fund.Kind}"));
}
