using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Grants.Papers;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>Registers the pages of grants, their print-outs and their lists.</summary>
public static class GrantPagesModule
{
    public static void AddGrantPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ObjectionQueries>();
        services.AddSingleton<SignedShort>();
        services.AddSingleton<WaitingGrants>();
        services.AddSingleton<ShortFacts>();
        services.AddSingleton<GrantPrints>();
        services.AddSingleton<ITodayTasks, TodayApprovals>();
        services.AddSingleton<ITodayTasks, TodayRequests>();
        services.AddRefusalTexts<GrantPageTexts>();
        services.AddMenu(
            new(MenuSection.Paying, 5, "/chi", "Menu.GrantBoard", Permission.ReadGrants),
            new(MenuSection.Paying, 10, "/chi/de-nghi", "Menu.Grants", Permission.ReadGrants),
            new(MenuSection.Paying, 12, "/chi/binh-xet", "Menu.HamletMeetings", Permission.ReadGrants),
            new(MenuSection.Paying, 14, "/chi/niem-yet", "Menu.Postings", Permission.ReadGrants),
            new(MenuSection.Paying, 16, "/chi/to-trinh", "Menu.Proposals", Permission.ReadGrants),
            new(MenuSection.Paying, 20, "/chi/cho-duyet", "Menu.Approvals", Permission.DecideGrants),
            new(MenuSection.Paying, 30, "/chi/quyet-dinh", "Menu.Decisions", Permission.ReadGrants),
            new(MenuSection.Paying, 90, "/chi/phan-anh", "Menu.Complaints", Permission.ReadGrants));
    }

    public static void MapGrantPages(this WebApplication app)
    {
        app.MapGet(TableFile.Route("/chi/de-nghi"), GrantListFile.Download).ExcludeFromDescription();
        GrantPrintRoutes.Map(app);
    }
}
