namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Marks the texts of cases: refusals, and what their pages and papers say.</summary>
public sealed class CaseTexts;
