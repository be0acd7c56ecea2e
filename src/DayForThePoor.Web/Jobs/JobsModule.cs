using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using Hangfire;
using Hangfire.Server;

namespace DayForThePoor.Web.Jobs;

/// <summary>Registers what the product does by itself: Hangfire, the timetable, and the runs that people look at.</summary>
public static class JobsModule
{
    /// <summary>Jobs at the same time on one node; each has its own lease, and the pages need the machine too.</summary>
    private const int Workers = 2;

    /// <param name="verb">A verb of the command line answers and ends: it takes no work from the running server.</param>
    public static void AddJobs(this WebApplicationBuilder builder, bool verb)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Hangfire", LogLevel.Warning);
        services.AddSingleton<JobList>();
        services.AddSingleton<RunJob>();
        services.AddSingleton<DeadRuns>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobWords>();
        services.AddSingleton<JobSight>();
        services.AddJobNeeds<TodayJobs>();
        services.AddJobNeeds<TodayFailures>();
        services.AddRefusalTexts<JobTexts>();
        services.AddMenu(
            new(MenuSection.Books, 90, "/cong-viec", "Menu.Jobs", Permission.ReadLedger),
            new(MenuSection.Settings, 95, Dashboard.Path, "Menu.JobsTechnical", Permission.ManageSettings));
        services.AddHangfireStorage();
        if (verb) return;
        services.AddHostedService<Timetable>();
        services.AddSingleton<IBackgroundProcess>(provider => provider.GetRequiredService<DeadRuns>());
        services.AddHangfireServer(server =>
        {
            server.TimeZoneResolver = new HangfireStorage.VietnameseZone();
            server.WorkerCount = Workers;
            server.ShutdownTimeout = TimeSpan.FromSeconds(8); // an operator's stop waits ten
        });
    }

    public static void MapJobs(this WebApplication app)
    {
        Dashboard.Map(app);
        RunFollowed.Map(app);
    }
}
