using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>A rule as somebody writes it.</summary>
/// <param name="Account">Code of the account; null or empty: every account of the unit.</param>
/// <param name="MemoWords">Words or phrases that must all stand in the memo, apart by commas.</param>
/// <param name="CounterpartyWords">Words or phrases that must all stand in the name of the other side.</param>
/// <param name="Least">Đồng, inclusive.</param>
/// <param name="Most">Đồng, inclusive.</param>
/// <param name="Purpose">See <see cref="Purposes.Value"/>.</param>
/// <param name="ActsAlone">Tự khớp: runs apply it without asking.</param>
public sealed record RuleForm(
    string? Name, string? Account, Side Side, string? MemoWords, string? CounterpartyWords, long? Least, long? Most, string? Purpose, bool ActsAlone = false);

/// <summary>Every rule about rules. Pure.</summary>
public static class RuleChecks
{
    /// <summary>More words make a rule that nobody understands any more.</summary>
    private const int MostWords = 8;

    /// <summary>The rule without id and place. Codes: rule.… and those of texts.</summary>
    public static Outcome<MatchRule> Check(RuleForm form, Guid unit, RegistrySnapshot known)
    {
        List<Refusal> no = [];
        var name = CleanText.CheckRequired(form.Name, "name", 100);
        no.AddRange(name.Refusals);
        var memo = Words(form.MemoWords, "memoWords", no);
        var counterparty = Words(form.CounterpartyWords, "counterpartyWords", no);
        if (form.Least is < 1) no.Add(Refusal.Invalid("rule.amount_not_positive", "least"));
        if (form.Most < form.Least) no.Add(Refusal.Invalid("rule.amounts_crossed", "most"));
        var worded = memo.Length + counterparty.Length > 0;
        if (!worded && form.Least is null && form.Most is null) no.Add(Refusal.Invalid("rule.no_condition", "memoWords"));
        else if (!worded && form.ActsAlone) no.Add(Refusal.Invalid("rule.alone_without_words", "actsAlone"));

        BankAccount? account = null;
        if (form.Account is { Length: > 0 } code && (!known.AccountsByCode.TryGetValue(code, out account) || account.UnitId != unit))
            no.Add(Refusal.Invalid("rule.account_unknown", "account"));
        var purpose = Meant(form, account, known);
        no.AddRange(purpose.Refusals);
        return no.Count > 0 ? no
            : new MatchRule(Guid.Empty, unit, 0, name.Value, account?.Id, form.Side, memo, counterparty, form.Least, form.Most, purpose.Value, form.ActsAlone);
    }

    /// <summary>What a campaign or fund means depends on the account's own fund, so such a rule names its account.</summary>
    private static Outcome<MatchTarget> Meant(RuleForm form, BankAccount? account, RegistrySnapshot known) =>
        account is not null ? Purposes.Parse(form.Purpose, account, form.Side, known)
        : form.Purpose?.Split(':')[0] is "campaign" or "fund" ? Refusal.Invalid("rule.account_needed", "account")
        : Purposes.Parse(form.Purpose, form.Side, known);

    private static string[] Words(string? typed, string field, List<Refusal> no)
    {
        var clean = CleanText.Check(typed, field);
        no.AddRange(clean.Refusals);
        if (!clean.TryGet(out var text)) return [];
        string[] words = [.. Folding.Fold(text).Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        if (words.Length > MostWords) no.Add(Refusal.Invalid("rule.too_many_words", field, MostWords.ToString(NumberFormatInfo.InvariantInfo)));
        if (words.Any(word => word.Length < 2)) no.Add(Refusal.Invalid("rule.word_too_short", field));
        return words;
    }
}
