using DayForThePoor.Core;
using DayForThePoor.Web.Jobs;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>Compare all books with the events, as <c>check-ledger</c> does. It reads only.</summary>
[MessageTimeout(4 * 60 * 60)]
public sealed record CheckBooks(IJobRun Run) : IJobCommand;

/// <summary>The job that compares every night, when nobody works.</summary>
internal static class NightlyCheck
{
    private const string Events = "events", Differences = "differences";

    public static readonly Job Job = new("integrity", Schedule.DailyAt(2, 30), typeof(LedgerTexts), run => new CheckBooks(run))
    {
        Counts = [new(Events), new(Differences, _ => "/cong-viec?viec=integrity", TellsNone: true)],
    };

    /// <summary>Everybody's: a difference has no unit before somebody looked into it.</summary>
    public static RunPart PartOf(CheckResult result) => new("books", null, null, new Dictionary<string, long>
    {
        [Events] = result.Events,
        [Differences] = result.Differences.Count,
    });
}

public static class CheckBooksHandler
{
    public static async Task<Outcome<JobDone>> Handle(CheckBooks command, LedgerCheck check, CancellationToken cancellation)
    {
        var result = await check.Run(cancellation, command.Run.Progress);
        await command.Run.Tell(NightlyCheck.PartOf(result), cancellation);
        return default(JobDone);
    }
}
