namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>Marks the texts of the completeness of statements: <c>CoverageTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class CoverageTexts;
