using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Statements.Bench.Rules;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Bench.Pages;

/// <summary>How purposes, rules and amounts are said on the pages of reconciliation.</summary>
public static class BenchWords
{
    public static string Amount(long amount) => MoneyText.FormatWithUnit(new Vnd(amount));

    public static string Count(long number) => MoneyText.Format(new Vnd(number));

    public static string Of(this IStringLocalizer<BenchTexts> texts, MatchTarget purpose, Side side, RegistrySnapshot known) => purpose switch
    {
        { CampaignId: { } campaign } => texts["Purpose.Campaign", known.Campaigns[campaign].Name],
        { Kind: MatchKinds.Fund, FundId: { } fund } => texts["Purpose.Fund", texts[$"Fund.{known.Funds[fund].Kind}"].Value],
        { Kind: MatchKinds.General or MatchKinds.Charge } => texts[$"Purpose.{purpose.Kind}"],
        { Role: Roles.Advance } => texts[side == Side.Credit ? "Purpose.AdvanceBack" : "Purpose.Advance"],
        _ => texts[$"Purpose.{purpose.Role}"],
    };

    /// <summary>What a match made of its lines.</summary>
    public static string Of(this IStringLocalizer<BenchTexts> texts, MadeMatch match, RegistrySnapshot known) =>
        match.Target.Kind is MatchKinds.Item or MatchKinds.Pair or MatchKinds.Pending ? texts[$"Kind.{match.Target.Kind}"] : texts.Of(match.Target, match.Side, known);

    /// <summary>"Nội dung có “phi sms”; từ 1.000 đ đến 20.000 đ; tài khoản 20641-VCB".</summary>
    public static string Conditions(this IStringLocalizer<BenchTexts> texts, MatchRule rule, RegistrySnapshot known)
    {
        List<string> all = [];
        if (rule.MemoWords.Count > 0) all.Add(texts["Rule.Memo", string.Join(", ", rule.MemoWords)]);
        if (rule.CounterpartyWords.Count > 0) all.Add(texts["Rule.Counterparty", string.Join(", ", rule.CounterpartyWords)]);
        if (rule.Least is { } least && rule.Most is { } most) all.Add(least == most ? texts["Rule.Exactly", Amount(least)] : texts["Rule.Between", Amount(least), Amount(most)]);
        else if (rule.Least is { } from) all.Add(texts["Rule.From", Amount(from)]);
        else if (rule.Most is { } to) all.Add(texts["Rule.To", Amount(to)]);
        if (rule.AccountId is { } account) all.Add(texts["Rule.Account", known.Accounts[account].Code]);
        return string.Join("; ", all);
    }
}
