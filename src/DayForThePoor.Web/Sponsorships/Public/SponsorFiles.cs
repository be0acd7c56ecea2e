using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>
/// Pictures and papers of a sponsor's page. Consent is asked at every request and nothing is kept by a browser: what was
/// withdrawn answers 404 from the next request on, as does whatever there is not.
/// </summary>
public static class SponsorFiles
{
    public static async Task<IResult> Get(
        string code, Guid file, FollowCheck check, SponsorPages pages, PageViews views, Sessions sessions, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        if ((await check.Find(code, http.RateKey(), cancellation)).Owner is not { } owner || await pages.File(owner, file, cancellation) is not { } sha256) return TypedResults.NotFound();
        await views.Write(owner, PageViews.File, cancellation);
        await using var connection = await sessions.Connect(owner.UnitId, cancellation);
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return await PaperFile.Of(connection, http, sha256, cancellation);
    }
}
