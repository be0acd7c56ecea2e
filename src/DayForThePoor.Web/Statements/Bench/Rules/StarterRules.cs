using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>
/// Rules that fit nearly every bank, offered where a unit has none. They only propose: whether they may act alone is for
/// a person to say, who has seen what they find.
/// </summary>
public static class StarterRules
{
    private const string Interest = $"role:{Roles.IncomeInterest}";

    /// <summary>Words of the rule for what banks take for messages.</summary>
    public const string MessageFee = "phi sms";

    /// <summary>"lai" alone would take every "gửi lại", so interest is known by the phrases that banks use.</summary>
    private static readonly (string Name, Side Side, string Words, string Purpose)[] Set =
    [
        ("Interest", Side.Credit, "tra lai tien gui", Interest),
        ("InterestCapital", Side.Credit, "lai nhap von", Interest),
        ("SmsFee", Side.Debit, MessageFee, MatchKinds.Charge),
        ("AccountFee", Side.Debit, "phi quan ly", MatchKinds.Charge),
    ];

    public static IReadOnlyList<RuleForm> Of(IStringLocalizer<BenchTexts> texts) =>
        [.. Set.Select(rule => new RuleForm(texts[$"Starter.{rule.Name}"], null, rule.Side, rule.Words, null, null, null, rule.Purpose))];
}
