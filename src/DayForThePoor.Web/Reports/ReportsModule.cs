using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Reports.Pages;

namespace DayForThePoor.Web.Reports;

/// <summary>Registers reports that sum over units.</summary>
public static class ReportsModule
{
    public static void AddReports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IncomeAndSpendingQuery>();
        builder.Services.AddRefusalTexts<ReportTexts>();
        builder.Services.AddMenu(new MenuEntry(MenuSection.Books, 50, "/bao-cao/thu-chi", "Menu.IncomeSpending", Permission.ReadLedger));
    }

    public static void MapReports(this WebApplication app)
    {
        ReportsApi.Map(app.MapGroup("/api"));
        app.MapGet(TableFile.Route("/bao-cao/thu-chi"), IncomeFile.Download).ExcludeFromDescription();
    }
}
