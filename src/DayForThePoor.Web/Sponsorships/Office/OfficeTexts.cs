namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>Marks the texts of the officer's overview, the daily run, notices, alarms and reports.</summary>
public sealed class OfficeTexts;
