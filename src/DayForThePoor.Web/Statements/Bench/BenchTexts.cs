namespace DayForThePoor.Web.Statements.Bench;

/// <summary>Marks the texts of reconciliation: <c>BenchTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class BenchTexts;
