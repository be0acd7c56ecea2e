using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Http;

/// <summary>How far some work is, as a page is told it while it looks on.</summary>
/// <param name="Total">Null: not known yet.</param>
/// <param name="Ended">Nothing will follow.</param>
public sealed record ProgressEvent(long Done, long? Total, string State, bool Ended);

/// <summary>
/// Server-sent events about work under way. What is sent is read from the database each time: so it is true on every node
/// and after every restart, and a page that was cut off only asks again.
/// </summary>
public sealed class ProgressStreams(IHostApplicationLifetime program)
{
    /// <summary>Streams of one person at once; a browser keeps six connections to a host and the pages need some too.</summary>
    public const int Most = 4;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Without news the last event is repeated, so that no proxy takes the stream for dead.</summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(10);

    /// <summary>Then the page has to ask again, and whether it may is asked again too.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, int> open = new();

    /// <summary>The stream; 429 when the person has too many open.</summary>
    /// <param name="read">How far it is now; null: it is gone.</param>
    public IResult Answer(HttpContext http, Func<CancellationToken, Task<ProgressEvent?>> read)
    {
        if (open.GetValueOrDefault(http.Actor().PersonId) >= Most) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        http.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy would hold the events back
        return TypedResults.ServerSentEvents(Events(http.Actor(), read, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<ProgressEvent>> Events(
        Actor person, Func<CancellationToken, Task<ProgressEvent?>> read, [EnumeratorCancellation] CancellationToken gone)
    {
        open.AddOrUpdate(person.PersonId, 1, (_, count) => count + 1);
        try
        {
            // A stop of the program does not wait for onlookers.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone, program.ApplicationStopping);
            stop.CancelAfter(Longest);
            ProgressEvent? told = null;
            for (var silence = TimeSpan.Zero; !stop.IsCancellationRequested; silence += Look)
            {
                var now = await Read(read, stop.Token);
                if (now is null) yield break;
                if (now != told || silence >= Repeat)
                {
                    yield return new SseItem<ProgressEvent>(now) { ReconnectionInterval = TimeSpan.FromSeconds(2) };
                    (told, silence) = (now, TimeSpan.Zero);
                }
                if (now.Ended) yield break;
                await Task.Delay(Look, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            if (open.AddOrUpdate(person.PersonId, 0, (_, count) => count - 1) <= 0) open.TryRemove(new(person.PersonId, 0));
        }
    }

    private static async Task<ProgressEvent?> Read(Func<CancellationToken, Task<ProgressEvent?>> read, CancellationToken stop)
    {
        try
        {
            return await read(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
