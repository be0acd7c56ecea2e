using System.Collections.Immutable;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Web.Receipts;

/// <param name="Key">Ends the key of the label, "Row.Number".</param>
/// <param name="Note">Said smaller beside the value.</param>
public sealed record PublicRow(string Key, string Label, string Value, string? Note = null);

/// <summary>What everybody who holds the code may compare with the paper, in the order of the paper.</summary>
public static class PublicRows
{
    public static ImmutableArray<PublicRow> Of(ReceiptView receipt, ReceiptWords words)
    {
        var rows = ImmutableArray.CreateBuilder<PublicRow>();
        void Add(string key, string value, string? note = null) => rows.Add(new(key, words[$"Row.{key}"], value, note));

        Add("Kind", words[$"Kind.{receipt.Channel}"]);
        Add("Number", receipt.Number);
        Add("Unit", receipt.Letterhead.UnitLine);
        Add("Fund", receipt.FundAndCampaign(words));
        Add("Donor", receipt.PublicDonorText(words), receipt.PublicDonor.Shown == NameShown.Masked ? words["Donor.MaskedNote"] : null);
        foreach (var goods in receipt.Goods)
            Add("Goods", $"{goods.Name?.Shown(words)}: {ReceiptFacts.Quantity(goods.Quantity)} {goods.Unit?.Shown(words)}".TrimEnd());
        Add(receipt.IsGoods() ? "Value" : "Amount", receipt.AmountText(words));
        if (receipt.Amount != Vnd.Zero) Add("Words", receipt.InWords());
        Add("Date", ReceiptFacts.Day(receipt.DocumentDate));
        Add("Channel", words[$"Channel.{receipt.Channel}"]);
        Add("Purpose", receipt.PurposeText(words));
        return rows.ToImmutable();
    }
}
