using DayForThePoor.Web.Hosting;
using Hangfire;
using Hangfire.Storage;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// Gives Hangfire the schedules of this version, and takes away those of an earlier one. Beside the start of the program:
/// a lock that a crash left behind must not keep people from their pages.
/// </summary>
internal sealed class Timetable(JobList jobs, JobStorage storage, IRecurringJobManager recurring, ILogger<Timetable> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // Hangfire's storage works synchronously
        while (!TrySet()) await Task.Delay(Pause, stoppingToken);
    }

    private bool TrySet()
    {
        try
        {
            foreach (var job in jobs.All)
                recurring.AddOrUpdate<RunJob>(job.Code, runs => runs.Scheduled(job.Code, null!, CancellationToken.None), job.Schedule.Cron,
                    new RecurringJobOptions { TimeZone = VietnamTime.Zone });
            using var connection = storage.GetConnection();
            foreach (var known in connection.GetRecurringJobs())
                if (jobs.Find(known.Id) is null) recurring.RemoveIfExists(known.Id);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "The timetable could not be set yet");
            return false;
        }
    }
}
