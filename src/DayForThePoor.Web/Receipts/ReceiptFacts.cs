using System.Globalization;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Web.Receipts;

/// <summary>The facts of a receipt as texts, once for page, JSON and paper, so that the three cannot differ.</summary>
public static class ReceiptFacts
{
    /// <summary>'Quỹ "Vì người nghèo" xã Quế Sơn', with the unit's name of that day.</summary>
    public static string FundName(this ReceiptView receipt, ReceiptWords words) =>
        words["FundOf", words[$"Fund.{receipt.Fund.Kind}"], words.IsEnglish ? receipt.Unit.Name : LowerFirst(receipt.Unit.Name)];

    /// <summary>The campaign by the name it bore then, which is sealed with the gift.</summary>
    public static string FundAndCampaign(this ReceiptView receipt, ReceiptWords words)
    {
        if (receipt.Campaign is not { } campaign) return receipt.FundName(words);
        var name = receipt.Texts.GetValueOrDefault("campaign_name")?.Shown(words) ?? campaign.Name;
        return words["FundAndCampaign", receipt.FundName(words), name];
    }

    public static string PurposeText(this ReceiptView receipt, ReceiptWords words)
    {
        var written = string.Join(" – ", new[] { "purpose", "condition" }.Select(f => receipt.Texts.GetValueOrDefault(f)).OfType<WrittenText>().Select(t => t.Shown(words)));
        return receipt.Earmarked ? words["Purpose.Addressed", written]
            : written.Length > 0 ? written
            : words["Purpose.General"];
    }

    /// <summary>The amount, or that the goods have no value yet.</summary>
    public static string AmountText(this ReceiptView receipt, ReceiptWords words) => receipt.Amount == Vnd.Zero
        ? words["NotValued"]
        : words["Money", MoneyText.Format(receipt.Amount)];

    /// <summary>Vietnamese in every language: it is compared letter by letter with the paper.</summary>
    public static string InWords(this ReceiptView receipt) => AmountInWords.Of(receipt.Amount);

    /// <summary>The giver as strangers see him, without the note beside a masked name.</summary>
    public static string PublicDonorText(this ReceiptView receipt, ReceiptWords words) => receipt.PublicDonor.Shown switch
    {
        NameShown.Full or NameShown.Masked => receipt.PublicDonor.Name,
        NameShown.Erased => words["Erased"],
        _ => words["Donor.Unnamed"],
    };

    /// <summary>The giver as the unit's own papers name him.</summary>
    public static string DonorText(this ReceiptView receipt, ReceiptWords words) =>
        receipt.Anonymous || receipt.DonorName is null ? words["Donor.Unnamed"] : receipt.DonorName.Shown(words);

    public static string Shown(this WrittenText written, ReceiptWords words) => written.Text ?? words["Erased"];

    /// <summary>What was written under a field of <c>dftp.sealed_text</c>; empty when nothing was.</summary>
    public static string Written(this ReceiptView receipt, string field, ReceiptWords words) =>
        receipt.Texts.GetValueOrDefault(field)?.Shown(words) ?? "";

    /// <summary>05/11/2026.</summary>
    public static string Day(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>1.250,5: comma before the decimals, at most three.</summary>
    public static string Quantity(decimal quantity) => quantity.ToString("#,0.###", VietnameseFigures);

    public static bool IsGoods(this ReceiptView receipt) => receipt.Channel == Channels.Goods;

    private static readonly NumberFormatInfo VietnameseFigures = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    private static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
