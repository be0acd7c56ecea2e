using System.Globalization;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Donations;

/// <summary>What the rules need to know about the fund, campaign and account that a form names.</summary>
/// <param name="FundOpenedOn">First day of the fund's book.</param>
/// <param name="CampaignKnown">False when the form names a campaign that the unit does not have.</param>
/// <param name="AccountKnown">False when the form names a bank account that the unit does not have.</param>
public sealed record GiftSurroundings(
    DateOnly Today,
    Guid FundId,
    DateOnly FundOpenedOn,
    bool CampaignKnown = true,
    CampaignFacts? Campaign = null,
    bool AccountKnown = true,
    AccountFacts? Account = null);

/// <param name="EndsOn">Last day of reception of a relief campaign; null for a campaign that never closes the door.</param>
public sealed record CampaignFacts(Guid Id, Guid FundId, string Name, DateOnly StartsOn, DateOnly? EndsOn, bool IsRelief);

/// <param name="CampaignId">The campaign that this account is kept for alone (NĐ 93/2021 Đ.9.1a).</param>
public sealed record AccountFacts(Guid Id, Guid DefaultFundId, Guid? CampaignId, DateOnly OpenedOn, DateOnly? ClosedOn);

/// <summary>The texts of a gift after cleaning, each under the name of its field in events.</summary>
public sealed record CheckedGift(GiftForm Form, DateOnly DocumentDate, bool Anonymous, bool Earmarked, long AmountVnd, IReadOnlyDictionary<string, string> Texts);

/// <summary>Every rule about taking a gift. Pure: all refusals at once, so that a form is corrected once.</summary>
public static class GiftRules
{
    /// <summary>10^15 đồng: above every fund of the country; more is a slipped key.</summary>
    public const long Greatest = 1_000_000_000_000_000;

    /// <summary>Fields that are found without diacritics in the list of gifts.</summary>
    public static readonly IReadOnlySet<string> Searched = new HashSet<string> { "donor_name", "payer_name" };

    private const int MaxGoodsLines = 200;

    public static Outcome<CheckedGift> Check(GiftForm form, GiftSurroundings around)
    {
        List<Refusal> no = [];
        var texts = Texts(form, around, no);
        CheckChoices(form, no);
        var amount = CheckAmount(form, no);
        var date = CheckDates(form, around, no);
        CheckCampaign(form, around, date, no);
        CheckAccount(form, around, date, no);
        if (form.Pledge is not null && form.Channel == Channels.Goods) no.Add(Refusal.Invalid("donation.pledge_goods", "channel"));
        if (no.Count > 0) return no;

        var donor = texts.ContainsKey("donor_name");
        var addressed = texts.ContainsKey("condition")
            || (texts.TryGetValue("purpose", out var purpose) && Folding.Fold(purpose) != "ung ho chung");
        return new CheckedGift(form, date, form.Anonymous || !donor, addressed, amount, texts);
    }

    private static Dictionary<string, string> Texts(GiftForm form, GiftSurroundings around, List<Refusal> no)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Take("donor_name", "donorName", form.DonorName);
        Take("donor_address", "donorAddress", form.DonorAddress);
        Take("payer_name", "payerName", form.PayerName);
        Take("payer_address", "payerAddress", form.PayerAddress);
        Take("purpose", "purpose", form.Purpose);
        Take("condition", "condition", form.Condition);
        Take("collected_by", "collectedBy", form.CollectedBy);
        // The receipt shows the campaign as it was called then.
        if (around.Campaign is { } campaign) texts["campaign_name"] = campaign.Name;
        for (var i = 0; i < (form.Goods?.Count ?? 0); i++)
        {
            Require($"goods_name_{i + 1}", $"goods[{i}].name", form.Goods![i].Name);
            Require($"goods_unit_{i + 1}", $"goods[{i}].unit", form.Goods[i].Unit);
        }
        return texts;

        void Take(string key, string field, string? typed) => Keep(key, CleanText.Check(typed, field));
        void Require(string key, string field, string? typed) => Keep(key, CleanText.CheckRequired(typed, field));
        void Keep(string key, Outcome<string> cleaned)
        {
            if (!cleaned.TryGet(out var text)) no.AddRange(cleaned.Refusals);
            else if (text.Length > 0) texts[key] = text;
        }
    }

    private static void CheckChoices(GiftForm form, List<Refusal> no)
    {
        if (!Channels.All.Contains(form.Channel)) no.Add(Refusal.Invalid("donation.channel_unknown", "channel"));
        if (!DonorKinds.All.Contains(form.DonorKind)) no.Add(Refusal.Invalid("donation.donor_kind_unknown", "donorKind"));
        if (form.AttachmentCount is < 0 or > 9999) no.Add(Refusal.Invalid("donation.attachment_count", "attachmentCount"));
        if (form.BankReference is { Length: > 0 } reference && !IsReference(reference))
            no.Add(Refusal.Invalid("donation.bank_reference", "bankReference"));
    }

    /// <summary>At most 64 letters, digits and signs: codes of the bank; anything else could smuggle a name into an event.</summary>
    public static bool IsReference(string text) => text.Length <= 64 && text.All(IsReferenceCharacter);

    private static bool IsReferenceCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '\\' or ' ';

    private static long CheckAmount(GiftForm form, List<Refusal> no)
    {
        if (form.Channel != Channels.Goods)
        {
            if (form.Goods is { Count: > 0 }) no.Add(Refusal.Invalid("donation.goods_without_channel", "goods"));
            if (form.AmountVnd is not { } amount) no.Add(Refusal.Invalid("donation.amount_missing", "amountVnd"));
            else if (amount < 1) no.Add(Refusal.Invalid("donation.amount_not_positive", "amountVnd"));
            else if (amount > Greatest) no.Add(Refusal.Invalid("donation.amount_too_large", "amountVnd"));
            return form.AmountVnd ?? 0;
        }

        if (form.Goods is not { Count: > 0 } lines)
        {
            no.Add(Refusal.Invalid("donation.goods_missing", "goods"));
            return 0;
        }
        if (lines.Count > MaxGoodsLines) no.Add(Refusal.Invalid("donation.goods_too_many", "goods", Number(MaxGoodsLines)));
        long sum = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Quantity <= 0 || lines[i].Quantity > 1_000_000_000 || decimal.Round(lines[i].Quantity, 3) != lines[i].Quantity)
                no.Add(Refusal.Invalid("donation.goods_quantity", $"goods[{i}].quantity"));
            if (lines[i].ValueVnd is not { } value) continue;
            if (value is < 1 or > Greatest) no.Add(Refusal.Invalid("donation.goods_value", $"goods[{i}].valueVnd"));
            else sum += value;
        }
        if (sum > Greatest) no.Add(Refusal.Invalid("donation.amount_too_large", "amountVnd"));
        // Zero says the same as nothing here: goods that nobody has valued yet.
        if (form.AmountVnd is { } total && total != sum) no.Add(Refusal.Invalid("donation.goods_total", "amountVnd", Number(sum)));
        return sum;
    }

    private static DateOnly CheckDates(GiftForm form, GiftSurroundings around, List<Refusal> no)
    {
        var date = form.DocumentDate ?? around.Today;
        if (date > around.Today) no.Add(Refusal.Invalid("donation.date_future", "documentDate", Date(date)));
        if (date < around.FundOpenedOn) no.Add(Refusal.Invalid("donation.date_before_fund", "documentDate", Date(around.FundOpenedOn)));
        if (form.CollectedOn is { } collected && collected > around.Today)
            no.Add(Refusal.Invalid("donation.collected_future", "collectedOn", Date(collected)));
        else if (form.CollectedOn is { } later && later > date)
            no.Add(Refusal.Invalid("donation.collected_after_document", "collectedOn", Date(date)));
        return date;
    }

    private static void CheckCampaign(GiftForm form, GiftSurroundings around, DateOnly date, List<Refusal> no)
    {
        if (!around.CampaignKnown) no.Add(Refusal.Invalid("donation.campaign_unknown", "campaign"));
        if (around.Campaign is not { } campaign) return;
        if (campaign.FundId != around.FundId) no.Add(Refusal.Invalid("donation.campaign_other_fund", "campaign"));
        if (!campaign.IsRelief) return; // Quỹ "Vì người nghèo" takes gifts on every day of the year

        // The day on which the money was given decides, not the day of the paper (NĐ 93/2021 Đ.8, Đ.9).
        var given = form.CollectedOn ?? date;
        if (given < campaign.StartsOn) no.Add(Refusal.Invalid("donation.campaign_not_open", "collectedOn", campaign.Name, Date(campaign.StartsOn)));
        if (campaign.EndsOn is { } end && given > end) no.Add(Refusal.Invalid("donation.campaign_closed", "collectedOn", campaign.Name, Date(end)));
    }

    private static void CheckAccount(GiftForm form, GiftSurroundings around, DateOnly date, List<Refusal> no)
    {
        if (form.Account is null)
        {
            if (form.Channel == Channels.Transfer && form.BankReference is { Length: > 0 }) no.Add(Refusal.Invalid("donation.account_missing", "account"));
            return;
        }
        if (form.Channel != Channels.Transfer) no.Add(Refusal.Invalid("donation.account_without_transfer", "account"));
        else if (!around.AccountKnown) no.Add(Refusal.Invalid("donation.account_unknown", "account"));
        else if (around.Account is { } account)
        {
            if (account.DefaultFundId != around.FundId || (account.CampaignId is { } own && own != around.Campaign?.Id))
                no.Add(Refusal.Invalid("donation.account_other_fund", "account", form.Account, around.Campaign?.Name ?? form.Fund));
            if (date < account.OpenedOn || date > account.ClosedOn)
                no.Add(Refusal.Invalid("donation.account_not_open", "account", form.Account));
        }
    }

    private static string Date(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", Invariant);

    private static string Number(long number) => number.ToString(Invariant);

    private static IFormatProvider Invariant => NumberFormatInfo.InvariantInfo;
}
