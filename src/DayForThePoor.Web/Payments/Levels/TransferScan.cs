using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary><c>GET /chi/cap-tren/{id}/van-ban</c>: the scan of the decision, or with <c>?ben=kia</c> of the other side's paper.</summary>
public static class TransferScan
{
    public static async Task<Results<FileContentHttpResult, ForbidHttpResult>> Download(
        Guid id, HttpContext http, IAccessPolicy access, TransferQueries transfers, Sessions sessions, CancellationToken cancellation, string? ben = null)
    {
        if (await TransfersApi.Readable(id, http.Actor(), access, transfers, cancellation) is not { } row) return TypedResults.Forbid();
        if ((ben == "kia" ? row.ConfirmPaper : row.Paper) is not { } hash) return TypedResults.Forbid();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        if (await AttachmentStore.Find(connection, Convert.FromHexString(hash), cancellation) is not { } open) return TypedResults.Forbid();
        await using var content = open();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(bytes.ToArray(), ScannedPaper.TypeOf(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) ?? "application/octet-stream");
    }
}
