using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Office.Reports;

/// <summary>What a row of the report is called.</summary>
public sealed class ReportWords(IStringLocalizer<OfficeTexts> texts, IStringLocalizer<SponsorshipTexts> shared)
{
    public string Name(string by, ReportRow row, RegistrySnapshot known) => by switch
    {
        ReportGroups.Unit => known.UnitsNow[Guid.Parse(row.Key)].Name,
        ReportGroups.Purpose => row.Key.Length == 0 ? texts["Whoever"] : shared[$"Purpose.{row.Key}"],
        ReportGroups.Month => texts["Report.MonthName", row.Key[5..7], row.Key[..4]],
        _ => row.Name ?? "",
    };
}
