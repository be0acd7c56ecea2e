using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Sponsorships.Office.Papers;
using DayForThePoor.Web.Sponsorships.Office.Reports;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>Registers the officer's overview: daily run, alarms, notices, reports, numbers of the unit.</summary>
public static class OfficeModule
{
    public static void AddSponsorshipOffice(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<DuePledges>();
        services.AddSingleton<DueBirthdays>();
        services.AddSingleton<DueNotices>();
        services.AddSingleton<DueAlarms>();
        services.AddSingleton<OfficeQueries>();
        services.AddSingleton<NoticeText>();
        services.AddSingleton<SponsorshipReport>();
        services.AddSingleton<ReportWords>();
        services.AddSingleton<SponsorshipPrints>();
        services.AddSingleton(RunDueVerb.Verb);
        services.AddJob(NightlyDue.Job);
        services.AddSingleton<ITodayTasks, TodaySponsorships>();
        services.AddRefusalTexts<OfficeTexts>();
        services.AddMenu(
            new(MenuSection.Households, 50, "/do-dau", "Menu.Sponsorships", Permission.ReadSponsorships),
            new(MenuSection.Settings, 47, "/thiet-lap/do-dau", "Menu.SponsorshipNumbers", Permission.SetSpendingRules));
        services.AddSponsorshipTabs(
            new(0, "/do-dau", "Tab.Office", Permission.ReadSponsorships),
            new(90, "/do-dau/bao-cao", "Tab.Reports", Permission.ReadSponsorships));
    }

    public static void MapSponsorshipOffice(this WebApplication app)
    {
        ReportApi.Map(app.MapGroup("/api"));
        SponsorshipPrintRoutes.Map(app);
        app.MapGet(TableFile.Route("/do-dau/bao-cao"), ReportFile.Download).ExcludeFromDescription();
    }
}
