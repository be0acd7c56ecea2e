using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Jobs;

/// <summary>How far a run is, live for its page.</summary>
internal static class RunFollowed
{
    public static void Map(WebApplication app) => app.MapGet("/cong-viec/{id:guid}/tien-do", Follow).ExcludeFromDescription();

    private static async Task<IResult> Follow(Guid id, HttpContext http, JobSight sight, JobQueries runs, ProgressStreams streams, TimeProvider clock, CancellationToken cancellation)
    {
        if (!await sight.May(http.Actor(), cancellation) || await runs.Run(id, cancellation) is null) return Access.AccessPolicy.OtherUnit.ToResult();
        return streams.Answer(http, async stop => await runs.Run(id, stop) is { } now
            ? new ProgressEvent(now.Done, now.Total, now.State, now.IsOver(clock.GetUtcNow()))
            : null);
    }
}
