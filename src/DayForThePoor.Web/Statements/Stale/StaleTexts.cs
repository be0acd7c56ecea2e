namespace DayForThePoor.Web.Statements.Stale;

/// <summary>Marks the texts about lines that wait too long (StaleTexts.resx).</summary>
public sealed class StaleTexts;
