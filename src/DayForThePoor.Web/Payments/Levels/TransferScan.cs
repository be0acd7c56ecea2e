using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary><c>GET /chi/cap-tren/{id}/van-ban</c>: the scan of the decision, or with <c>?ben=kia</c> of the other side's paper.</summary>
public static class TransferScan
{
    public static async Task<IResult> Download(
        Guid id, HttpContext http, IAccessPolicy access, TransferQueries transfers, Sessions sessions, CancellationToken cancellation, string? ben = null)
    {
        if (await TransfersApi.Readable(id, http.Actor(), access, transfers, cancellation) is not { } row || (ben == "kia" ? row.ConfirmPaper : row.Paper) is not { } hash)
            return AccessPolicy.OtherUnit.ToResult();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await PaperFile.Of(connection, http, Convert.FromHexString(hash), cancellation);
    }
}
