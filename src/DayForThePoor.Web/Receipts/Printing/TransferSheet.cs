using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>GIẤY XÁC NHẬN ỦNG HỘ: confirms a transfer to its giver. The bank's credit advice is the voucher, this is none.</summary>
public static class TransferSheet
{
    private static readonly ReceiptWords Words = ReceiptWords.Vietnamese;

    public static IReadOnlyList<Block> Of(ReceiptView receipt, Copy copy, Installation installation)
    {
        var parts = new SheetParts(receipt, installation);
        return
        [
            parts.Header(Words[copy == Copy.Kept ? "Paper.Copy1" : "Paper.Copy2.transfer"]),
            parts.Title(),
            parts.WithQr([.. Lines(receipt)]),
            parts.Signatures("Sign.Accountant", "Sign.Board"),
            new Space(2, Stretches: true),
            parts.Legal(1, 3, 4, 5),
        ];
    }

    private static IEnumerable<Block> Lines(ReceiptView receipt)
    {
        yield return new Paragraph(SheetParts.Text, new Run(Words["Paper.Confirms", receipt.Letterhead.BoardLine]));
        yield return SheetParts.Line("Paper.DonorOrUnit", receipt.DonorText(Words), strong: true);
        yield return SheetParts.Line("Paper.DonorAddress", receipt.Written("donor_address", Words));
        yield return SheetParts.Line("Paper.Amount", receipt.AmountText(Words), strong: true);
        yield return SheetParts.Line("Paper.Words", receipt.InWords());
        yield return SheetParts.Line("Paper.Channel", ChannelText(receipt));
        yield return SheetParts.Line("Paper.TransferDay", ReceiptFacts.Day(receipt.CollectedOn ?? receipt.DocumentDate));
        if (receipt.BankReference is { } reference) yield return SheetParts.Line("Paper.Reference", reference);
        if (receipt.Written("memo", Words) is { Length: > 0 } memo) yield return SheetParts.Line("Paper.Memo", memo);
        yield return SheetParts.Line("Paper.Purpose", receipt.PurposeText(Words));
        yield return SheetParts.Line("Paper.FundAndCampaign", receipt.FundAndCampaign(Words));
        yield return new Paragraph(SheetParts.Text, new Run(receipt.Voucher.Kind == VoucherKinds.BankCredit
            ? Words["Paper.ByStatement", ReceiptFacts.Day(receipt.DocumentDate), receipt.VoucherText]
            : Words["Paper.ByVoucher", receipt.VoucherText]));
        yield return new Paragraph(SheetParts.Text, new Run(Words[receipt.DonorKind == DonorKinds.Person ? "Paper.Thanks.person" : "Paper.Thanks.unit"], Face.Italic));
    }

    private static string ChannelText(ReceiptView receipt) => receipt.Account is { } account
        ? Words[account.Bin is null ? "Paper.ChannelTreasuryText" : "Paper.ChannelText", account.Number,
            account.Branch.Length > 0 ? $"{account.BankName}, {account.Branch}" : account.BankName]
        : Words["Paper.ChannelUnknownText"];
}
