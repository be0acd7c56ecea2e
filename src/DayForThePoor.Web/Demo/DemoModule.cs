using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Demo;

/// <summary>Registers the sample data of <c>--demo</c>.</summary>
public static class DemoModule
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoSeed>();
        builder.Services.AddSingleton(new Verb("seed-demo", "", Run));
    }

    /// <summary>Sample people with known names must never appear beside real money, so only a marked installation takes them.</summary>
    private static async Task<int> Run(IServiceProvider services, string[] arguments, CancellationToken cancellation)
    {
        if (!services.GetRequiredService<Installation>().Demo)
        {
            await Console.Error.WriteLineAsync("Sample data goes only into an installation that is marked as one (DFTP_DEMO=1).");
            return 2;
        }
        try
        {
            await services.GetRequiredService<DemoSeed>().Run(cancellation);
            return 0;
        }
        catch (DemoRefused refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 3;
        }
    }
}
