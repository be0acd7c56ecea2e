using System.Diagnostics;
using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>
/// <c>run-due [--on YYYY-MM-DD] [--unit CODE] [--json]</c>: the operator's door to <see cref="RunDue"/>, for catching up and for
/// trying a day. Today in Vietnam when no day is named. Exit 0 done, 2 refused.
/// </summary>
internal static class RunDueVerb
{
    private const int Ok = 0, Refused = 2;

    public static readonly Verb Verb = new("run-due", "[--on YYYY-MM-DD] [--unit CODE] [--json]", Run);

    private static async Task<int> Run(IServiceProvider services, string[] args, CancellationToken cancellation)
    {
        CommandLine.UseOperatorsLanguage();
        var texts = services.GetRequiredService<IStringLocalizer<OfficeTexts>>();
        var line = new CommandLine(args);
        var on = VietnamTime.TodayIn(services.GetRequiredService<TimeProvider>());
        if (line.Has("--on") && !DateOnly.TryParseExact(line.Option("--on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out on))
        {
            await Console.Error.WriteLineAsync(texts["Verb.Date", line.Option("--on") ?? ""]);
            return Refused;
        }
        Guid? unit = null;
        if (line.Has("--unit"))
        {
            var known = await services.GetRequiredService<IRegistry>().Current(cancellation);
            if (line.Option("--unit") is not { } code || !known.UnitsByCode.TryGetValue(code, out var named))
            {
                await Console.Error.WriteLineAsync(texts["Verb.Unit", line.Option("--unit") ?? ""]);
                return Refused;
            }
            unit = named.UnitId;
        }

        var run = new ConsoleRun(texts);
        var started = Stopwatch.GetTimestamp();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<JobDone>>(new RunDue(on, run, unit), cancellation);
        var seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3);
        if (line.WantsJson) CommandLine.Answer(new { on, counts = DueCounts.All.ToDictionary(count => count, run.Total), seconds });
        else await Console.Out.WriteLineAsync(texts["Verb.Done", [VietnamTime.Text(on), .. DueCounts.All.Select(count => (object)run.Total(count)), seconds]]);
        return Ok;
    }

    /// <summary>A run that somebody watches: how far it is goes to stderr, at most once a second.</summary>
    private sealed class ConsoleRun(IStringLocalizer texts) : IJobRun
    {
        private readonly Dictionary<string, IReadOnlyDictionary<string, long>> parts = [];
        private long last = Stopwatch.GetTimestamp();

        public Guid Id { get; } = Guid.CreateVersion7();

        public DateTimeOffset ScheduledFor { get; } = TimeProvider.System.GetUtcNow();

        public void Progress(long done, long? total)
        {
            if (Stopwatch.GetElapsedTime(last) < TimeSpan.FromSeconds(1)) return;
            last = Stopwatch.GetTimestamp();
            Console.Error.WriteLine(texts["Verb.Progress", done].Value);
        }

        public Task Tell(RunPart part, CancellationToken cancellation)
        {
            parts[part.Key] = part.Counts;
            return Task.CompletedTask;
        }

        public long Total(string count) => parts.Values.Sum(part => part.GetValueOrDefault(count));
    }
}
