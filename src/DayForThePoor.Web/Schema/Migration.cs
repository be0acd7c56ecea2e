using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Schema;

/// <summary>
/// Brings the database to this version: one ordered list of SQL scripts, each in its own transaction, run as owner.
/// Forward only. Running it again does nothing.
/// </summary>
public static class Migration
{
    public static readonly Verb Verb = new("migrate", "", (services, _, _) => Task.FromResult(Run(services)))
    {
        NeedsStartedHost = false,
    };

    private static int Run(IServiceProvider services)
    {
        var result = Run(services.GetRequiredService<DatabaseAddresses>().Owner);
        if (result.Successful) return 0;
        Console.Error.WriteLine($"{result.ErrorScript?.Name}: {result.Error.Message}");
        return 3;
    }

    public static DatabaseUpgradeResult Run(string owner) => DeployChanges.To
        .PostgresqlDatabase(owner)
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.EndsWith(".sql", StringComparison.Ordinal))
        .WithTransactionPerScript()
        .WithVariablesDisabled() // "$$" quotes function bodies here
        .JournalToPostgresqlTable("public", "dftp_migration")
        .LogTo(new NoOpUpgradeLog())
        .Build()
        .PerformUpgrade();
}
