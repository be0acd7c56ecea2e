namespace DayForThePoor.Web.Grants.Rules;

/// <summary>Marks the texts of the rules of spending: <c>SpendingRuleTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class SpendingRuleTexts;
