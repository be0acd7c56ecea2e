using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary><c>ops/dftp check-ledger [--json]</c>: exit 0 when all is as the events say, 1 when not.</summary>
public static class CheckLedgerVerb
{
    public static readonly Verb Verb = new("check-ledger", "[--json]", Run) { NeedsStartedHost = false };

    private static async Task<int> Run(IServiceProvider services, string[] args, CancellationToken cancellation)
    {
        CommandLine.UseOperatorsLanguage();
        var result = await services.GetRequiredService<LedgerCheck>().Run(cancellation);
        if (new CommandLine(args).WantsJson) CommandLine.Answer(result);
        else Print(result, services.GetRequiredService<IStringLocalizer<LedgerTexts>>());
        return result.Ok ? 0 : 1;
    }

    private static void Print(CheckResult result, IStringLocalizer texts)
    {
        Console.Out.WriteLine(texts["check.read", result.Events, result.Entries, result.Postings, result.Seconds].Value);
        foreach (var difference in result.Differences)
            Console.Out.WriteLine(texts["check.difference", texts[$"check.{difference.Code}"].Value, difference.Id, difference.Expected, difference.Found].Value);
        Console.Out.WriteLine((result.Ok ? texts["check.clean"] : texts["check.found", result.Differences.Count]).Value);
    }
}
