using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Hands out pictures of houses to whoever may read grants there.</summary>
public static class HousePhotoRoute
{
    public const string Pattern = "/nha-dai-doan-ket/{house:guid}/anh/{photo:guid}.jpg";

    public static async Task<IResult> Get(
        Guid house, Guid photo, HttpContext http, HouseQueries houses, IAccessPolicy policy, Sessions sessions, CancellationToken cancellation, int nho = 0)
    {
        var unit = await houses.UnitOf(house, cancellation);
        if (await policy.WhyNot(http.Actor(), Permission.ReadGrants, unit, cancellation) is { } refusal) throw new AccessDenied(refusal);
        if (await houses.PhotoHash(house, photo, nho == 1, cancellation) is not { } sha256) return Results.NotFound();
        await using var connection = await sessions.Connect(unit, cancellation);
        var content = await AttachmentStore.Find(connection, sha256, cancellation) ?? throw new InvalidOperationException("A row names a picture that is not kept.");
        using var whole = new MemoryStream();
        await using (var kept = content()) await kept.CopyToAsync(whole, cancellation);
        // The picture behind an address never changes; the browser of whoever was let in may keep it for the day.
        http.Response.Headers.CacheControl = "private, max-age=28800";
        return Results.Bytes(whole.ToArray(), "image/jpeg");
    }
}
