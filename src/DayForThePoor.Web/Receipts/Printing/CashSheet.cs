using System.Globalization;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>PHIẾU THU: the voucher of cash received and the donor's receipt in one.</summary>
public static class CashSheet
{
    private static readonly ReceiptWords Words = ReceiptWords.Vietnamese;

    public static IReadOnlyList<Block> Of(ReceiptView receipt, Copy copy, Installation installation)
    {
        var parts = new SheetParts(receipt, installation);
        return
        [
            copy == Copy.Kept
                ? parts.Header(Words["Paper.Copy1"], Words["Paper.Debit", string.Join(", ", receipt.Debited)], Words["Paper.Credit", string.Join(", ", receipt.Credited)])
                : parts.Header(Words["Paper.Copy2.cash"]),
            parts.Title(),
            parts.WithQr([.. Lines(receipt)]),
            parts.Signatures("Sign.Head", "Sign.Accountant", "Sign.Author", "Sign.Payer", "Sign.Treasurer"),
            new Space(2, Stretches: true),
            parts.Legal(1, 2, 3, 4, 5),
        ];
    }

    private static IEnumerable<Block> Lines(ReceiptView receipt)
    {
        var payer = receipt.PayerName?.Shown(Words);
        yield return SheetParts.Line("Paper.Payer", payer ?? receipt.DonorText(Words), strong: true);
        yield return SheetParts.Line("Paper.PayerAddress", receipt.Written(payer is null ? "donor_address" : "payer_address", Words));
        if (payer is not null && payer != receipt.DonorText(Words)) yield return SheetParts.Line("Paper.Donor", receipt.DonorText(Words), strong: true);
        yield return SheetParts.Line("Paper.Content", Words["Paper.ContentText", receipt.FundAndCampaign(Words)]);
        yield return SheetParts.Line("Paper.Purpose", receipt.PurposeText(Words));
        yield return SheetParts.Line("Paper.Amount", receipt.AmountText(Words), strong: true);
        yield return SheetParts.Line("Paper.Words", receipt.InWords());
        yield return SheetParts.Line("Paper.Attached", Words["Paper.AttachedText",
            receipt.AttachmentCount == 0 ? "……" : receipt.AttachmentCount.ToString("00", CultureInfo.InvariantCulture)]);
        if (receipt.CollectedOn is { } day) yield return SheetParts.Line("Paper.CollectedOn", CollectedText(receipt, day));
        yield return SheetParts.Line("Paper.Public", Words[$"Paper.Public.{receipt.MayBeNamed switch { true => "yes", false => "no", null => "unasked" }}"]);
        yield return new Paragraph(SheetParts.Text, SkiaSharp.SKTextAlign.Left, Leader: true, new Run(Words["Paper.Received"]));
    }

    private static string CollectedText(ReceiptView receipt, DateOnly day) => receipt.Written("collected_by", Words) is { Length: > 0 } collector
        ? Words["Paper.CollectedBy", ReceiptFacts.Day(day), collector]
        : ReceiptFacts.Day(day);
}
