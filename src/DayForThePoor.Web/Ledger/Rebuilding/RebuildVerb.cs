using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Ledger.Rebuilding;

/// <summary><c>ops/dftp rebuild [--json]</c>.</summary>
public static class RebuildVerb
{
    public static readonly Verb Verb = new("rebuild", "[--json]", Run) { NeedsStartedHost = false };

    private static async Task<int> Run(IServiceProvider services, string[] args, CancellationToken cancellation)
    {
        CommandLine.UseOperatorsLanguage();
        var rebuilt = await services.GetRequiredService<Rebuild>().Run(cancellation);
        if (new CommandLine(args).WantsJson) CommandLine.Answer(rebuilt);
        else
        {
            var texts = services.GetRequiredService<IStringLocalizer<LedgerTexts>>();
            Console.Out.WriteLine(texts["rebuild.done", rebuilt.Events, rebuilt.Entries, rebuilt.Seconds, rebuilt.EventsPerSecond].Value);
        }
        return 0;
    }
}
