using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Hosting;
using SkiaSharp;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>BIÊN NHẬN HIỆN VẬT ỦNG HỘ: what was handed over, with values as far as they are known.</summary>
public static class GoodsSheet
{
    private const float CellText = 8;

    private static readonly ReceiptWords Words = ReceiptWords.Vietnamese;

    /// <summary>Key of the heading and share of the width.</summary>
    private static readonly (string Key, float Share)[] Columns =
    [
        ("Goods.No", 5), ("Goods.Name", 26), ("Goods.Condition", 14), ("Goods.Unit", 8), ("Goods.Quantity", 9),
        ("Goods.Price", 11), ("Goods.Value", 13), ("Goods.Expiry", 8), ("Goods.Basis", 10),
    ];

    public static IReadOnlyList<Block> Of(ReceiptView receipt, Copy copy, Installation installation)
    {
        var parts = new SheetParts(receipt, installation);
        return
        [
            parts.Header(Words[copy == Copy.Kept ? "Paper.Copy1" : "Paper.Copy2.goods"]),
            parts.Title(),
            parts.WithQr([.. Lines(receipt)]),
            new Space(4),
            .. Table(receipt),
            new Space(3),
            .. Total(receipt),
            parts.Signatures("Sign.Deliverer", "Sign.Storekeeper", "Sign.Accountant", "Sign.Head"),
            new Space(2, Stretches: true),
            parts.Legal(1, 2, 3, 4),
        ];
    }

    /// <summary>Rows one by one, so that a long list flows over pages.</summary>
    public static IEnumerable<Block> Table(ReceiptView receipt)
    {
        yield return new TableRow(IsHead: true, [.. Columns.Select(c => (c.Share, (Block)Paragraph.Centred(CellText, Words[c.Key], Face.Bold)))]);
        foreach (var goods in receipt.Goods)
        {
            Block[] cells =
            [
                Paragraph.Centred(CellText, goods.Line.ToString(CultureInfo.InvariantCulture)),
                Left(goods.Name),
                Left(goods.Condition),
                Paragraph.Centred(CellText, goods.Unit?.Shown(Words) ?? ""),
                Figure(ReceiptFacts.Quantity(goods.Quantity)),
                Figure(UnitValue(goods)),
                Figure(goods.Value is { } value ? MoneyText.Format(value) : ""),
                Left(goods.Expiry),
                Left(goods.Basis),
            ];
            yield return new TableRow(IsHead: false, [.. cells.Select((cell, i) => (Columns[i].Share, cell))]);
        }
    }

    public static IEnumerable<Block> Total(ReceiptView receipt)
    {
        var basis = receipt.Written("value_basis", Words);
        if (basis.Length > 0 || receipt.Amount == Vnd.Zero)
            yield return SheetParts.Line("Goods.BasisLine", basis.Length > 0 ? basis : Words["NotValued"]);
        if (receipt.Amount != Vnd.Zero)
        {
            yield return SheetParts.Line("Goods.Total", receipt.AmountText(Words), strong: true);
            yield return SheetParts.Line("Paper.Words", receipt.InWords());
        }
        if (receipt.Written("note", Words) is { Length: > 0 } note) yield return SheetParts.Line("Goods.NoteLine", note);
        if (receipt.Goods.Any(g => g.Value is null)) yield return new Paragraph(SheetParts.Small, new Run(Words["Goods.Unvalued"], Face.Italic));
    }

    private static IEnumerable<Block> Lines(ReceiptView receipt)
    {
        var deliverer = receipt.PayerName?.Shown(Words);
        yield return SheetParts.Line("Paper.Deliverer", deliverer ?? receipt.DonorText(Words), strong: true);
        yield return SheetParts.Line("Paper.DelivererAddress", receipt.Written(deliverer is null ? "donor_address" : "payer_address", Words));
        if (deliverer is not null && deliverer != receipt.DonorText(Words)) yield return SheetParts.Line("Paper.Donor", receipt.DonorText(Words), strong: true);
        yield return SheetParts.Line("Paper.FundCampaignPurpose", $"{receipt.FundAndCampaign(Words)} – {receipt.PurposeText(Words)}");
        yield return SheetParts.Line("Paper.Place", receipt.Letterhead.Address);
        yield return new Paragraph(SheetParts.Text, new Run(Words["Paper.ByGoodsVoucher", receipt.VoucherText]));
    }

    /// <summary>Value by quantity, when that is a whole number of đồng; a rounded price would not multiply back.</summary>
    private static string UnitValue(ReceiptGoods goods) => goods.Value is { } value && value.Amount % goods.Quantity == 0
        ? MoneyText.Format(new((long)(value.Amount / goods.Quantity)))
        : "";

    private static Paragraph Left(WrittenText? text) => new(CellText, new Run(text?.Shown(Words) ?? ""));

    private static Paragraph Figure(string text) => new(CellText, SKTextAlign.Right, false, new Run(text));
}
