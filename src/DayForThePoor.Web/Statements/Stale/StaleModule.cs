using DayForThePoor.Web.Jobs;

namespace DayForThePoor.Web.Statements.Stale;

/// <summary>Registers the watch over lines that wait too long.</summary>
internal static class StaleModule
{
    public static void AddStaleLines(this IServiceCollection services)
    {
        services.AddJob(StaleLines.Job);
        services.AddJobNeeds<TodayStale>();
    }
}
