using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Http;

/// <summary>One form for every answer that is not a success: problem+json for the API, a page for people.</summary>
public static class Failures
{
    /// <summary>Statuses with a sentence of their own in HttpTexts; all others take that of their class.</summary>
    private static readonly int[] Told = [400, 401, 403, 404, 405, 413, 415, 429, 500];

    public static Problem OfStatus(int status, IStringLocalizer<HttpTexts> texts) =>
        new(texts[$"status.{(Told.Contains(status) ? status : status / 100 * 100)}"], status);

    /// <summary>Gives a body to answers that the framework leaves empty (no token, unknown route, wrong method).</summary>
    public static void UseFailurePages(this IApplicationBuilder app) => app.UseStatusCodePages(context =>
        Answer(context.HttpContext, OfStatus(context.HttpContext.Response.StatusCode, context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<HttpTexts>>())));

    public static async Task Answer(HttpContext context, Problem problem)
    {
        if (context.IsApi())
        {
            await problem.ExecuteAsync(context);
            return;
        }
        // The page that failed used up what its request had for rendering pages.
        var ofRequest = context.RequestServices;
        await using var scope = ofRequest.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<FailurePage>(new { Failure = problem }) { StatusCode = problem.Status }.ExecuteAsync(context);
        context.RequestServices = ofRequest;
    }
}
