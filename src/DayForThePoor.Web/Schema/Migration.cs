using System.Reflection;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace DayForThePoor.Web.Schema;

/// <summary>
/// Brings the database to this version: one ordered list of SQL scripts, each in its own transaction, run as owner,
/// then the shipped catalogue of units. Forward only. Running it again does nothing.
/// </summary>
public static class Migration
{
    public static readonly Verb Verb = new("migrate", "", (services, _, _) => Task.FromResult(Run(services)))
    {
        NeedsStartedHost = false,
    };

    /// <summary>Names of the scripts of this version, as the journal table writes them.</summary>
    public static IReadOnlyList<string> ScriptNames { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(IsScript).Order(StringComparer.Ordinal)];

    private static int Run(IServiceProvider services)
    {
        var result = Run(services.GetRequiredService<DatabaseAddresses>().Owner);
        if (result.Successful) return 0;
        Console.Error.WriteLine($"{result.ErrorScript?.Name}: {result.Error.Message}");
        return 3;
    }

    public static DatabaseUpgradeResult Run(string owner)
    {
        var result = Scripts(owner).PerformUpgrade();
        if (result.Successful) UnitCatalogue.Load(owner);
        return result;
    }

    private static UpgradeEngine Scripts(string owner) => DeployChanges.To
        .PostgresqlDatabase(owner)
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), IsScript)
        .WithTransactionPerScript()
        .WithVariablesDisabled() // "$$" quotes function bodies here
        .JournalToPostgresqlTable("public", "dftp_migration")
        .LogTo(new NoOpUpgradeLog())
        .Build();

    private static bool IsScript(string resource) => resource.EndsWith(".sql", StringComparison.Ordinal);
}
