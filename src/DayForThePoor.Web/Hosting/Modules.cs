using DayForThePoor.Web.Design;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Schema;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Hosting;

/// <summary>The list of modules; each registers itself.</summary>
public static class Modules
{
    public static void AddModules(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Migration.Verb);
        builder.AddDesign();
        builder.AddLedger();
        builder.AddUnits();
        builder.AddDonations();
    }

    public static void MapModules(this WebApplication app)
    {
        app.MapGet("/health/live", () => "ok");
        app.MapDesign();
    }

    public static void ConfigureMessages(WolverineOptions options)
    {
    }
}
