using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Grants.Outside;
using DayForThePoor.Web.Grants.Outside.Pages;
using DayForThePoor.Web.Grants.Overlap;
using DayForThePoor.Web.Grants.Risks;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Grants;

/// <summary>Registers what households received: the look before every approval, and what other programmes gave.</summary>
public static class ReceivedModule
{
    public static void AddReceived(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IOverlapCheck, OverlapCheck>();
        services.AddSingleton<OverlapLook>();
        services.AddSingleton<RiskLook>();
        services.AddSingleton<HouseholdReaders>();
        services.AddSingleton<HouseholdSupports>();
        services.AddSingleton<IHouseholdTimeline, OutsideTimeline>();
        services.AddSingleton<IHouseholdTimeline, GrantTimeline>();
        services.AddRefusalTexts<ReceivedTexts>();
        services.AddMenu(new MenuEntry(MenuSection.Households, 25, "/ho-ngheo/ho-tro-khac", "Menu.OutsideSupports", Permission.RequestGrants));
    }

    public static void MapReceived(this WebApplication app)
    {
        OutsideApi.Map(app.MapGroup("/api").WithTags("Households"));
        app.MapGet("/ho-ngheo/ho-tro-khac/mau.xlsx", OutsideTemplate.Download).ExcludeFromDescription();
    }
}
