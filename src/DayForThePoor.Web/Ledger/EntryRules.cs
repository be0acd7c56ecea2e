using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Ledger;

/// <summary>Rules that every voucher entered by hand shares.</summary>
public static class EntryRules
{
    /// <param name="amount">Whole đồng 1…10^15.</param>
    public static IEnumerable<Refusal> WhyNot(long amount, DateOnly date, DateOnly today, Fund fund)
    {
        if (amount < 1) yield return Refusal.Invalid("donation.amount_not_positive", "amountVnd");
        if (amount > GiftRules.Greatest) yield return Refusal.Invalid("donation.amount_too_large", "amountVnd");
        if (date > today) yield return Refusal.Invalid("donation.date_future", "documentDate", VietnamTime.Text(date));
        if (date < fund.OpenedOn) yield return Refusal.Invalid("donation.date_before_fund", "documentDate", VietnamTime.Text(fund.OpenedOn));
    }

    /// <summary>The bank account of a code, which must be one of the fund's unit.</summary>
    public static Guid? Account(string? code, bool wanted, Fund fund, RegistrySnapshot known, List<Refusal> no)
    {
        if (code is null)
        {
            if (wanted) no.Add(Refusal.Invalid("donation.account_missing", "account"));
            return null;
        }
        if (!known.AccountsByCode.TryGetValue(code, out var account) || account.UnitId != fund.UnitId)
        {
            no.Add(Refusal.Invalid("donation.account_unknown", "account"));
            return null;
        }
        if (account.DefaultFundId != fund.Id) no.Add(Refusal.Invalid("donation.account_other_fund", "account", code, fund.Code));
        return account.Id;
    }

    public static void Keep(Dictionary<string, string> texts, string key, Outcome<string> cleaned, List<Refusal> no)
    {
        if (!cleaned.TryGet(out var text)) no.AddRange(cleaned.Refusals);
        else if (text.Length > 0) texts[key] = text;
    }
}
