using DayForThePoor.Core;

namespace DayForThePoor.Web.Http;

/// <summary>From what a handler decided to what HTTP says; the only place that knows both.</summary>
public static class Refusals
{
    public static IResult ToResult(this Refusal refusal) => new Refused([refusal]);

    public static IResult ToResult(this IReadOnlyList<Refusal> refusals) => new Refused(refusals);

    /// <summary>The value by <paramref name="whenDone"/>, else 403, 404, 409 or 422 with the reasons.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome, Func<T, IResult> whenDone) =>
        outcome.Match(whenDone, refusals => new Refused(refusals));

    /// <summary>Put into words only when it is sent, in the language of that request.</summary>
    private sealed class Refused(IReadOnlyList<Refusal> refusals) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Problem.Of(refusals, httpContext.RequestServices.GetRequiredService<RefusalTexts>()).ExecuteAsync(httpContext);
    }
}
