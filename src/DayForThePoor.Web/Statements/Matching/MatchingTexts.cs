namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Marks the texts of matching: <c>MatchingTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class MatchingTexts;
