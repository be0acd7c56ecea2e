using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.HandOvers.Funds;
using DayForThePoor.Web.HandOvers.Offices;
using DayForThePoor.Web.HandOvers.Printing;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.HandOvers;

/// <summary>Registers hand-over of funds between units and of offices between people.</summary>
public static class HandOversModule
{
    public static void AddHandOvers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<HandOverSight>();
        services.AddSingleton<IOpenCases, OpenGrants>();
        services.AddSingleton<HandOverDrafts>();
        services.AddSingleton<HandOverRecords>();
        services.AddSingleton<OfficeDrafts>();
        services.AddSingleton<OfficeRecords>();
        services.AddSingleton<ITodayTasks, TodayHandOvers>();
        services.AddRefusalTexts<HandOverTexts>();
        services.AddMenu(
            new(MenuSection.Settings, 60, "/thiet-lap/ban-giao", "Menu.HandOver", Permission.ReadGrants),
            new(MenuSection.Settings, 61, "/thiet-lap/ban-giao-cong-viec", "Menu.OfficeHandOver", Permission.ReadGrants));
    }

    public static void MapHandOvers(this WebApplication app)
    {
        HandOverApi.Map(app.MapGroup("/api"));
        app.MapGet("/thiet-lap/ban-giao/{id:guid}/bien-ban.pdf", HandOverPrint.Fund).ExcludeFromDescription();
        app.MapGet("/thiet-lap/ban-giao-cong-viec/{id:guid}/bien-ban.pdf", HandOverPrint.Office).ExcludeFromDescription();
    }
}
