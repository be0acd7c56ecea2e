using System.Security.Cryptography;
using DayForThePoor.Web.Demo.Help;
using DayForThePoor.Web.Demo.Sponsorships;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Demo;

/// <summary>Registers the sample data of <c>--demo</c>.</summary>
public static class DemoModule
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoSeed>();
        builder.Services.AddSingleton<DemoHouseholds>();
        builder.Services.AddSingleton<DemoDistrict>();
        builder.Services.AddSingleton<DemoStatements>();
        builder.Services.AddSingleton<DemoGrants>();
        builder.Services.AddSingleton<DemoSponsorships>();
        if (Installation.From(builder.Configuration, needsPublicUrl: false).Demo) builder.Services.AddSingleton<TimeProvider, DemoClock>();
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
            await DemoPeople.Seed(services, Password(services.GetRequiredService<IConfiguration>()), cancellation);
            await services.GetRequiredService<DemoSeed>().Run(cancellation);
            await services.GetRequiredService<DemoHouseholds>().Run(cancellation);
            await services.GetRequiredService<DemoStatements>().Run(cancellation);
            await services.GetRequiredService<DemoGrants>().Run(cancellation);
            await services.GetRequiredService<DemoSponsorships>().Run(cancellation);
            await services.GetRequiredService<DemoDistrict>().Run(cancellation);
            return 0;
        }
        catch (DemoRefused refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 3;
        }
    }

    /// <summary>The operator's, else a new one that only whoever sees this output knows.</summary>
    private static string Password(IConfiguration configuration)
    {
        if (configuration["DFTP_DEMO_PASSWORD"] is { Length: > 0 } chosen) return chosen;
        var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        Console.Error.WriteLine($"Password of all sample people: {random}");
        return random;
    }
}
