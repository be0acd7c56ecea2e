namespace DayForThePoor.Web.Reports;

/// <summary>Marks the texts of reports: ReportTexts.resx (Vietnamese), ReportTexts.en.resx.</summary>
public sealed class ReportTexts;
