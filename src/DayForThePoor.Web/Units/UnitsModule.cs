using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Units;

/// <summary>Registers units, funds, accounts, campaigns and the chart of accounts.</summary>
public static class UnitsModule
{
    public static void AddUnits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRegistry, Registry>();
        builder.Services.AddSingleton<UnitQuery>();
        builder.Services.AddSingleton<UnitSight>();
        builder.Services.AddRefusalTexts<UnitTexts>();
    }

    public static void MapUnits(this WebApplication app) => UnitsApi.Map(app.MapGroup("/api").WithTags("Units"));
}
