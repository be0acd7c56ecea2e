using Marten;
using Wolverine;

namespace DayForThePoor.Web.Hosting;

/// <summary>The list of modules; each registers itself.</summary>
public static class Modules
{
    public static void AddModules(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Schema.Migration.Verb);
    }

    public static void MapModules(this WebApplication app)
    {
        app.MapGet("/health/live", () => "ok");
    }

    public static void MapEvents(StoreOptions options)
    {
    }

    public static void ConfigureMessages(WolverineOptions options)
    {
    }
}
