using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Jobs;

namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>Registers how complete statements are and whether bank and books agree.</summary>
public static class CoverageModule
{
    public static void AddCoverage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CoverageQuery>();
        builder.Services.AddScoped<ITodayTasks, TodayCoverage>();
        builder.Services.AddMenu(new MenuEntry(MenuSection.CashAndBank, 45, "/sao-ke/tien-do", "Menu.Coverage", Permission.ReadLedger));
        builder.Services.AddJob(NightlyTieOut.Job);
    }
}
