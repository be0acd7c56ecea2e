using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>
/// Do all that falls due by a day: holds and pledges end, are renewed and planned further, birthdays are written down, alarms and
/// notices follow what is. May be killed at any instant and sent again; of days on which it did not run nothing is missed.
/// </summary>
/// <param name="UnitId">Only this unit's; null: all.</param>
[MessageTimeout(4 * 60 * 60)]
public sealed record RunDue(DateOnly On, IJobRun Run, Guid? UnitId = null) : IJobCommand;

/// <summary>The job that runs early every morning.</summary>
internal static class NightlyDue
{
    public static readonly Job Job = new("sponsorship-due", Schedule.DailyAt(3, 45), typeof(OfficeTexts), run => new RunDue(VietnamTime.DateOf(run.ScheduledFor), run))
    {
        Counts = [.. DueCounts.All.Select(count => new JobCount(count))],
        StartedBy = Access.Permission.ManagePledges,
    };
}

public static class RunDueHandler
{
    public static async Task<Outcome<JobDone>> Handle(
        RunDue command, DuePledges pledges, DueBirthdays birthdays, DueNotices notices, DueAlarms alarms, StateCounts counts, TimeProvider clock, CancellationToken cancellation)
    {
        var (on, unit, run) = (command.On, command.UnitId, command.Run);
        var tally = new DueTally();
        // Holds before birthdays and renewals before both: so a run after months leaves what a run every day would have left.
        await pledges.EndHolds(on, unit, run, tally, cancellation);
        await pledges.Renew(on, unit, run, tally, cancellation);
        await birthdays.Write(on, unit, run, tally, cancellation);
        await pledges.End(on, unit, run, tally, cancellation);
        await pledges.PlanAhead(on, unit, run, tally, cancellation);
        var now = clock.GetUtcNow();
        await notices.Look(on, unit, now, tally, cancellation);
        await alarms.Look(on, unit, now, tally, cancellation);
        await counts.SumUp(cancellation);
        foreach (var (of, numbers) in tally.ByUnit) await run.Tell(new RunPart($"{of:N}", of, null, numbers), cancellation);
        return default(JobDone);
    }
}
