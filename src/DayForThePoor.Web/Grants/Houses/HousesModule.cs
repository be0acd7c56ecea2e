using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Grants.Houses.Pages;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Registers Nhà Đại đoàn kết.</summary>
public static class HousesModule
{
    public static void AddHouses(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<HouseQueries>();
        services.AddSingleton<HouseSight>();
        services.AddSingleton<PaidForHouses>();
        services.AddSingleton<IPayableGuard, HouseInstalments>();
        services.AddSingleton<ITodayTasks, TodayHouses>();
        services.AddRefusalTexts<HouseTexts>();
        services.AddMenu(new MenuEntry(MenuSection.Households, 40, "/nha-dai-doan-ket", "Menu.Houses", Permission.ReadGrants));
    }

    public static void MapHouses(this WebApplication app)
    {
        HousesApi.Map(app.MapGroup("/api").WithTags("Houses"));
        app.MapGet(HousePhotoRoute.Pattern, HousePhotoRoute.Get).ExcludeFromDescription();
        app.MapGet(TableFile.Route("/nha-dai-doan-ket/bieu-04"), HouseListFile.Download).ExcludeFromDescription();
    }
}
