using DayForThePoor.Web.Http;
using Hangfire;

namespace DayForThePoor.Web.Jobs;

/// <summary>Hangfire's pages under <c>/jobs</c>, for administrators; for everybody else there is nothing there.</summary>
internal static class Dashboard
{
    public const string Path = "/jobs";

    public static void Map(WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            // Who is not signed in was sent to the sign-in page before.
            if (context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase)
                && !await context.RequestServices.GetRequiredService<JobSight>().MaySeeAll(context.Actor(), context.RequestAborted))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            await next(context);
        });
        app.MapHangfireDashboard(Path, new DashboardOptions
        {
            Authorization = [], // asked above; its own would let everybody in who sits at the server
            AppPath = "/cong-viec",
            DisplayStorageConnectionString = false,
            DashboardTitle = "DayForThePoor",
            TimeZoneResolver = new HangfireStorage.VietnameseZone(),
        }).ExcludeFromDescription();
    }
}
