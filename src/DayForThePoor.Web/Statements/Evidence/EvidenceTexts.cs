namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>Marks the texts of evidence, of statements typed in by hand and of their settings: <c>EvidenceTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class EvidenceTexts;
