using System.Diagnostics;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Ledger.Export;

/// <summary><c>ops/dftp export-journal --format hledger [--unit CODE] --out FILE</c>.</summary>
public static class ExportJournalVerb
{
    public static readonly Verb Verb = new("export-journal", "--format hledger [--unit CODE] --out FILE [--json]", Run) { NeedsStartedHost = false };

    private const int Refused = 2;

    private static async Task<int> Run(IServiceProvider services, string[] args, CancellationToken cancellation)
    {
        CommandLine.UseOperatorsLanguage();
        var line = new CommandLine(args);
        var texts = services.GetRequiredService<IStringLocalizer<LedgerTexts>>();
        if (line.Option("--format") != "hledger" || line.Option("--out") is not { Length: > 0 } file)
        {
            await Console.Error.WriteLineAsync(texts["export.usage"].Value);
            return Refused;
        }
        var known = await services.GetRequiredService<IRegistry>().Current(cancellation);
        if (Units(known, line.Option("--unit")) is not { } units)
        {
            await Console.Error.WriteLineAsync(texts["export.unit_unknown", line.Option("--unit")!].Value);
            return Refused;
        }

        var clock = Stopwatch.StartNew();
        var count = await Write(services.GetRequiredService<HledgerJournal>(), file, units, cancellation);
        var seconds = Math.Round(clock.Elapsed.TotalSeconds, 3);
        if (line.WantsJson) CommandLine.Answer(new { entries = count, file, seconds });
        else Console.Out.WriteLine(texts["export.done", count, file, seconds].Value);
        return 0;
    }

    /// <summary>The unit with all that lies under it; all units when none is named; null for a code that nobody bears today.</summary>
    private static IReadOnlyList<Guid>? Units(RegistrySnapshot known, string? code) =>
        code is null ? [.. known.UnitsNow.Keys]
        : known.UnitsByCode.TryGetValue(code, out var unit) ? known.Under(unit.UnitId)
        : null;

    /// <summary>Under another name first: a file of the right name is whole.</summary>
    private static async Task<long> Write(HledgerJournal journal, string file, IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var part = $"{file}.part";
        long count;
        await using (var output = File.Create(part)) count = await journal.Write(output, units, cancellation);
        File.Move(part, file, overwrite: true);
        return count;
    }
}
