using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Units;

/// <summary>Registers units, funds, accounts, campaigns and the chart of accounts.</summary>
public static class UnitsModule
{
    public static void AddUnits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRegistry, Registry>();
        builder.Services.AddSingleton<UnitQuery>();
        builder.Services.AddSingleton<FundMap>();
        builder.Services.AddSingleton<UnitSight>();
        builder.Services.AddSingleton<OpeningQuery>();
        builder.Services.AddSingleton<CampaignExtensions>();
        builder.Services.AddRefusalTexts<UnitTexts>();
        builder.Services.AddMenu(
            new MenuEntry(MenuSection.Books, 90, "/so-sach/so-du-dau-ky", "Menu.Opening", Permission.RecordGifts),
            new MenuEntry(MenuSection.Settings, 10, "/thiet-lap/don-vi", "Menu.Units", Permission.ManageSettings),
            new MenuEntry(MenuSection.Settings, 20, "/thiet-lap/quy-tai-khoan", "Menu.UnitFunds", Permission.ManageSettings),
            new MenuEntry(MenuSection.Settings, 30, "/thiet-lap/dot-van-dong", "Menu.Campaigns", Permission.ManageSettings));
    }

    public static void MapUnits(this WebApplication app) => UnitsApi.Map(app.MapGroup("/api").WithTags("Units"));
}
