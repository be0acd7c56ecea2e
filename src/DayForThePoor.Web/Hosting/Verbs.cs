using JasperFx;

namespace DayForThePoor.Web.Hosting;

/// <summary>One verb of the operator's command line, <c>ops/dftp NAME …</c>.</summary>
/// <param name="Run">Takes the started host's services and the arguments after the verb; answers the exit code:
/// 0 ok, 1 differences found, 2 refused, 3 broken set-up.</param>
public sealed record Verb(string Name, string Usage, Func<IServiceProvider, string[], CancellationToken, Task<int>> Run)
{
    /// <summary>Migrations run before there is anything to start a host on.</summary>
    public bool NeedsStartedHost { get; init; } = true;
}

/// <summary>Finds and runs the verbs; without a verb the program serves HTTP.</summary>
public static class Verbs
{
    /// <summary>Verbs of JasperFx that the build uses.</summary>
    private static readonly string[] Foreign = ["codegen", "describe", "db-dump", "resources"];

    public static bool IsVerb(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    public static async Task<int> Run(WebApplication app, string[] args)
    {
        if (Foreign.Contains(args[0])) return await app.RunJasperFxCommands(args);

        var verbs = app.Services.GetServices<Verb>().ToDictionary(v => v.Name, StringComparer.Ordinal);
        if (!verbs.TryGetValue(args[0], out var verb))
        {
            await Console.Error.WriteLineAsync($"Unknown verb \"{args[0]}\". There are:");
            foreach (var known in verbs.Values.OrderBy(v => v.Name, StringComparer.Ordinal))
                await Console.Error.WriteLineAsync($"  {known.Name} {known.Usage}");
            return 3;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
        try
        {
            if (verb.NeedsStartedHost) await app.StartAsync(stop.Token);
            var code = await verb.Run(app.Services, args[1..], stop.Token);
            if (verb.NeedsStartedHost) await app.StopAsync(CancellationToken.None);
            return code;
        }
        catch (Npgsql.NpgsqlException broken) when (broken is not Npgsql.PostgresException)
        {
            await Console.Error.WriteLineAsync($"The database does not answer: {broken.Message}");
            return 3;
        }
    }
}
