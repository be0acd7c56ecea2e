using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Design;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>
/// A gift as typed into a page, field for field as in the API, so that a refusal finds its field. Everything is text until
/// <see cref="ToForm"/> reads it: what cannot be read comes back to the person as it was typed.
/// </summary>
public sealed class GiftInput
{
    /// <summary>Made when the empty form is shown: sent twice, it is one gift.</summary>
    public string Key { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Fund and campaign, see <see cref="FundChoices"/>.</summary>
    public string Fund { get; set; } = "";

    public string DonorKind { get; set; } = DonorKinds.Person;

    public string? DonorName { get; set; }

    public string? DonorAddress { get; set; }

    public string? PayerName { get; set; }

    public string? PayerAddress { get; set; }

    /// <summary>"yes", "no" or nothing: not asked.</summary>
    public string? MayBeNamed { get; set; }

    public string? Purpose { get; set; }

    public string? Condition { get; set; }

    public string? DocumentDate { get; set; }

    public string? CollectedOn { get; set; }

    public string? CollectedBy { get; set; }

    public string? AttachmentCount { get; set; }

    public string? AmountVnd { get; set; }

    public string? Account { get; set; }

    public string? BankReference { get; set; }

    /// <summary>Transfer code of a pledge, code of its case, or name of its sponsor.</summary>
    public string? Pledge { get; set; }

    public List<GoodsInput> Goods { get; } = [];

    /// <summary>The person has seen the likely duplicate and says that this is another gift.</summary>
    public bool Distinct { get; set; }

    public static GiftInput Read(IFormCollection form)
    {
        var input = new GiftInput
        {
            Key = form["key"].ToString(),
            Fund = form["fund"].ToString(),
            DonorKind = Text("donorKind") ?? DonorKinds.Person,
            DonorName = Text("donorName"),
            DonorAddress = Text("donorAddress"),
            PayerName = Text("payerName"),
            PayerAddress = Text("payerAddress"),
            MayBeNamed = Text("mayBeNamed"),
            Purpose = Text("purpose"),
            Condition = Text("condition"),
            DocumentDate = Text("documentDate"),
            CollectedOn = Text("collectedOn"),
            CollectedBy = Text("collectedBy"),
            AttachmentCount = Text("attachmentCount"),
            AmountVnd = Text("amountVnd"),
            Account = Text("account"),
            BankReference = Text("bankReference"),
            Pledge = Text("pledge"),
            Distinct = form["distinct"] == "1",
        };
        for (var i = 0; form.ContainsKey($"goods[{i}].name"); i++)
            input.Goods.Add(new(Text($"goods[{i}].name"), Text($"goods[{i}].quantity"), Text($"goods[{i}].unit"), Text($"goods[{i}].valueVnd")));
        input.Goods.RemoveAll(line => line.IsEmpty); // so that a refusal's line number is the line on the screen
        return input;

        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The form that comes after a gift: what stays the same in a pile of envelopes is kept.</summary>
    public static GiftInput After(GiftDetail gift) => new()
    {
        Fund = FundChoices.Of(gift.Row.Fund, gift.Row.Campaign),
        DonorKind = gift.Row.DonorKind,
        CollectedOn = gift.Row.CollectedOn is { } day ? Shown.Day(day) : null,
        CollectedBy = gift.Texts.GetValueOrDefault("collected_by"),
        Account = gift.Row.Account,
    };

    /// <summary>A recorded gift, to be written again as it should have been.</summary>
    public static GiftInput Of(GiftDetail gift)
    {
        var input = After(gift);
        input.DonorName = gift.Row.DonorName;
        input.DonorAddress = gift.Texts.GetValueOrDefault("donor_address");
        input.PayerName = gift.Texts.GetValueOrDefault("payer_name");
        input.PayerAddress = gift.Texts.GetValueOrDefault("payer_address");
        input.MayBeNamed = gift.Row.MayBeNamed switch { true => "yes", false => "no", null => null };
        input.Purpose = gift.Texts.GetValueOrDefault("purpose");
        input.Condition = gift.Texts.GetValueOrDefault("condition");
        input.AttachmentCount = gift.Row.AttachmentCount > 0 ? gift.Row.AttachmentCount.ToString(CultureInfo.InvariantCulture) : null;
        input.AmountVnd = gift.Row.AmountVnd > 0 && gift.Goods.Count == 0 ? MoneyText.Format(new Vnd(gift.Row.AmountVnd)) : null;
        input.BankReference = gift.Row.BankReference;
        input.Goods.AddRange(gift.Goods.Select(line => new GoodsInput(
            line.Name, line.Quantity.ToString("0.###", GoodsInput.Comma), line.Unit, line.ValueVnd is { } value ? MoneyText.Format(new Vnd(value)) : null)));
        return input;
    }

    /// <summary>Null when something cannot be read; <paramref name="no"/> says what.</summary>
    public GiftForm? ToForm(string channel, DateOnly today, List<Refusal> no)
    {
        var documentDate = Take(TypedDate.Parse(DocumentDate, "documentDate", today));
        var collectedOn = Take(TypedDate.Parse(CollectedOn, "collectedOn", today));
        long? amount = channel == Channels.Goods ? null : Take(MoneyText.Parse(AmountVnd, "amountVnd")).Amount;
        var attachments = 0;
        if (AttachmentCount is not null && !int.TryParse(AttachmentCount, NumberStyles.None, CultureInfo.InvariantCulture, out attachments))
            no.Add(Refusal.Invalid("donation.attachment_count", "attachmentCount"));
        var goods = channel == Channels.Goods ? Goods.Select((line, i) => line.ToForm(i, no)).ToList() : null;

        return no.Count > 0 ? null : new GiftForm(
            FundChoices.FundOf(Fund), channel, amount, DonorName, DonorKind, DonorAddress, PayerName, PayerAddress,
            Anonymous: false,
            MayBeNamed switch { "yes" => true, "no" => false, _ => null },
            FundChoices.CampaignOf(Fund), Purpose, Condition, documentDate, collectedOn, CollectedBy, attachments,
            channel == Channels.Transfer ? Account : null, channel == Channels.Transfer ? BankReference : null, goods);

        T? Take<T>(Outcome<T> read)
        {
            if (read.TryGet(out var value)) return value;
            no.AddRange(read.Refusals);
            return default;
        }
    }
}

/// <summary>One line of goods as typed.</summary>
/// <param name="Quantity">With a decimal comma, as Vietnamese is written; a point is read as one too.</param>
public sealed record GoodsInput(string? Name, string? Quantity, string? Unit, string? ValueVnd)
{
    /// <summary>12,5: figures with a decimal comma and no thousands.</summary>
    public static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public bool IsEmpty => (Name, Quantity, Unit, ValueVnd) is (null, null, null, null);

    public GoodsForm ToForm(int line, List<Refusal> no)
    {
        if (!decimal.TryParse(Quantity?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity))
            no.Add(Refusal.Invalid("donation.goods_quantity", $"goods[{line}].quantity"));
        long? value = null;
        if (ValueVnd is not null)
        {
            if (MoneyText.Parse(ValueVnd, $"goods[{line}].valueVnd") is { IsRefused: true } unread) no.AddRange(unread.Refusals);
            else value = MoneyText.Parse(ValueVnd).Value.Amount;
        }
        return new GoodsForm(Name, quantity, Unit, value);
    }
}
