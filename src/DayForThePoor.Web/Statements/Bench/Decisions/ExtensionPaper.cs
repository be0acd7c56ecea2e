using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>The decision by which a campaign took gifts for longer, as it was attached.</summary>
internal static class ExtensionPaper
{
    internal static async Task<IResult> Get(Guid extension, HttpContext http, IAccessPolicy access, Sessions sessions, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select c.unit_id, x.sha256 from ledger.campaign_extension x join ledger.campaign c on c.id = x.campaign_id where x.id = $1
            """, connection) { Parameters = { new() { Value = extension } } };
        (Guid Unit, byte[] Sha256) found;
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return AccessPolicy.OtherUnit.ToResult();
            found = (row.GetGuid(0), row.GetFieldValue<byte[]>(1));
        }
        if (await access.WhyNot(http.Actor(), Permission.ReadLedger, found.Unit, cancellation) is { } refusal) return refusal.ToResult();
        return await PaperFile.Of(connection, http, found.Sha256, cancellation);
    }
}
