using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households.Pages;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Households;

/// <summary>Registers the register of households and its hamlets.</summary>
public static class HouseholdsModule
{
    public static void AddHouseholds(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PersonalKey>();
        services.AddSingleton<Hamlets>();
        services.AddSingleton<HouseholdQueries>();
        services.AddSingleton<HouseholdSight>();
        services.AddSingleton<PersonalReadings>();
        services.AddSingleton<Targets>();
        services.AddRefusalTexts<HouseholdTexts>();
        services.AddMenu(
            new(MenuSection.Households, 10, "/ho-ngheo", "Menu.Register", Permission.ReadHouseholds),
            new(MenuSection.Households, 20, "/ho-ngheo/niem-yet", "Menu.NoticeBoard", Permission.ReadHouseholds),
            new(MenuSection.Households, 30, "/ho-ngheo/chi-tieu", "Menu.Targets", Permission.ReadHouseholds),
            new(MenuSection.Households, 90, "/ho-ngheo/luot-xem", "Menu.PersonalReadings", Permission.ReadAccessLog),
            new(MenuSection.Settings, 15, "/thiet-lap/thon", "Menu.Hamlets", Permission.ManageHouseholds));
    }

    public static void MapHouseholds(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Households");
        HouseholdsApi.Map(api);
        TargetsApi.Map(api);
        app.MapGet(TableFile.Route("/ho-ngheo/danh-sach"), HouseholdListFile.Download).ExcludeFromDescription();
        app.MapGet("/ho-ngheo/mau-danh-sach.xlsx", ListTemplate.Download).ExcludeFromDescription();
    }
}
