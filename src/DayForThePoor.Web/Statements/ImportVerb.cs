using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Statements;

/// <summary><c>import-statement FILE --account CODE [--profile NAME] [--json]</c>: the operator's door to <see cref="ImportStatement"/>.</summary>
internal static class ImportVerb
{
    private const int Ok = 0, Refused = 2;

    public static readonly Verb Verb = new("import-statement", "FILE --account CODE [--profile NAME] [--json]", Run);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="Lines">Lines of the file: new and repeated ones.</param>
    /// <param name="Vouchers">Made now.</param>
    /// <param name="Seconds">From the first byte read to the last commit.</param>
    private sealed record Result(int Lines, int New, int Repeated, long Credits, long Debits, int Vouchers, int Recovered, string? Encoding, double Seconds);

    private static async Task<int> Run(IServiceProvider services, string[] args, CancellationToken cancellation)
    {
        var texts = services.GetRequiredService<IStringLocalizer<StatementTexts>>();
        if (!Arguments.TryParse(args, out var asked))
        {
            await Console.Error.WriteLineAsync(texts["Import.Usage"]);
            return Refused;
        }
        var known = await services.GetRequiredService<IRegistry>().Current(cancellation);
        if (!known.AccountsByCode.TryGetValue(asked.Account, out var account)) return await Answer(texts, [Problem("statement.account_unknown", asked.Account)], 1, asked.Json);
        if (!File.Exists(asked.File)) return await Answer(texts, [Problem("statement.file_unreadable", asked.File)], 1, asked.Json);

        await using var file = File.OpenRead(asked.File);
        await using var scope = services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        var started = Stopwatch.GetTimestamp();
        var outcome = await bus.InvokeAsync<Outcome<ImportRecord>>(
            new ImportStatement(Actor.System, account.UnitId, account.Id, Path.GetFileName(asked.File), file, asked.Profile), cancellation);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        if (!outcome.TryGet(out var import)) return await Answer(texts, outcome.Refusals.Select(AsProblem).ToList(), 0, asked.Json);
        if (import.State == ImportStates.Refused) return await Answer(texts, import.Problems, import.ProblemCount, asked.Json);
        var result = new Result(
            import.Total!.Value, import.New, import.Repeated, import.Credits, import.Debits, import.Vouchers, import.Recovered, import.Encoding, Math.Round(seconds, 3));
        await Console.Out.WriteLineAsync(asked.Json ? JsonSerializer.Serialize(result, Json) : texts["Import.Result", result.New, result.Repeated]);
        return Ok;
    }

    private static StatementProblem Problem(string code, string about) => new(code, null, null, about);

    private static StatementProblem AsProblem(Refusal refusal) => new(refusal.Code, null, null, [.. refusal.Args.Skip(2)]);

    private static async Task<int> Answer(IStringLocalizer<StatementTexts> texts, IReadOnlyList<StatementProblem> problems, int count, bool json)
    {
        foreach (var problem in problems) await Console.Error.WriteLineAsync(texts.Of(problem));
        if (count > problems.Count) await Console.Error.WriteLineAsync(texts["statement.more_problems", count - problems.Count]);
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { problems = problems.Select(texts.Told) }, Json));
        return Refused;
    }

    private sealed record Arguments(string File, string Account, string? Profile, bool Json)
    {
        public static bool TryParse(string[] args, out Arguments parsed)
        {
            var (file, account, profile, json) = ("", "", (string?)null, false);
            for (var i = 0; i < args.Length; i++)
            {
                if (args[i] == "--json") json = true;
                else if (args[i] == "--account" && i + 1 < args.Length) account = args[++i];
                else if (args[i] == "--profile" && i + 1 < args.Length) profile = args[++i];
                else if (file.Length == 0 && !args[i].StartsWith("--", StringComparison.Ordinal)) file = args[i];
                else return Fail(out parsed);
            }
            parsed = new(file, account, profile, json);
            return file.Length > 0 && account.Length > 0;
        }

        private static bool Fail(out Arguments parsed)
        {
            parsed = new("", "", null, false);
            return false;
        }
    }
}
