using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Donations;

/// <summary>A gift's form in the API's JSON, in and out.</summary>
public static class GiftJson
{
    public static GiftForm Read(JsonFields fields) => new(
        fields.Text("fund") ?? "",
        fields.Text("channel") ?? "",
        fields.Whole("amountVnd", "donation.amount_not_positive"),
        fields.Text("donorName"),
        fields.Text("donorKind") ?? DonorKinds.Person,
        fields.Text("donorAddress"),
        fields.Text("payerName"),
        fields.Text("payerAddress"),
        fields.Flag("anonymous") ?? false,
        fields.Flag("mayBeNamed"),
        fields.Text("campaign"),
        fields.Text("purpose"),
        fields.Text("condition"),
        fields.Date("documentDate"),
        fields.Date("collectedOn"),
        fields.Text("collectedBy"),
        fields.Count("attachmentCount") ?? 0,
        fields.Text("account"),
        fields.Text("bankReference"),
        fields.List("goods", line => new GoodsForm(
            line.Text("name"), line.Number("quantity") ?? 0, line.Text("unit"), line.Whole("valueVnd", "donation.goods_value"))),
        fields.Id("pledge"),
        fields.Text("occasion"));

    public static object Of(GiftDetail gift) => new
    {
        gift.Row.DonationId,
        gift.Row.Fund,
        gift.Row.Channel,
        amountVnd = gift.Row.AmountVnd,
        donorName = Text(gift, "donor_name"),
        gift.Row.DonorKind,
        donorAddress = Text(gift, "donor_address"),
        payerName = Text(gift, "payer_name"),
        payerAddress = Text(gift, "payer_address"),
        gift.Row.Anonymous,
        gift.Row.MayBeNamed,
        gift.Row.Campaign,
        purpose = Text(gift, "purpose"),
        condition = Text(gift, "condition"),
        gift.Row.Earmarked,
        gift.Row.DocumentDate,
        gift.Row.CollectedOn,
        collectedBy = Text(gift, "collected_by"),
        gift.Row.AttachmentCount,
        gift.Row.Account,
        gift.Row.BankReference,
        goods = gift.Goods.Select(g => new { g.Name, g.Quantity, g.Unit, g.ValueVnd }),
        gift.Row.VoucherNumber,
        gift.Row.ReceiptNumber,
        gift.Row.ReceiptCode,
        gift.Row.Status,
        gift.Row.VoidReason,
        gift.Row.ReversalId,
        gift.Row.ReplacedBy,
        gift.Row.RecordedAt,
        gift.Row.EndedAt,
        gift.Row.CashConfirmedAt,
    };

    private static string? Text(GiftDetail gift, string field) => gift.Texts.GetValueOrDefault(field);
}
