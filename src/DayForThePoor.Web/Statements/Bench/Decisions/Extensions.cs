using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>One decision by which a campaign took gifts for longer.</summary>
/// <param name="EndedOn">The last day until then.</param>
public sealed record ExtensionRow(Guid Id, Guid CampaignId, string Number, DateOnly DecidedOn, Guid IssuerId, DateOnly EndedOn, DateOnly EndsOn);

/// <summary>How campaigns came to their last day.</summary>
public sealed class Extensions(Sessions sessions)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ExtensionRow>> Of(IReadOnlyList<Guid> campaigns, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select id, campaign_id, number, decided_on, issuer_id, ended_on, ends_on from ledger.campaign_extension where campaign_id = any($1) order by made_at desc
            """, connection) { Parameters = { new() { Value = campaigns.ToArray() } } };
        List<ExtensionRow> rows = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            rows.Add(new ExtensionRow(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetGuid(4), row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6)));
        }
        return rows;
    }

    /// <summary>The decision as it was attached.</summary>
    internal static async Task<IResult> Paper(Guid extension, HttpContext http, IAccessPolicy access, Sessions sessions, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select c.unit_id, x.sha256, a.media_type from ledger.campaign_extension x join ledger.campaign c on c.id = x.campaign_id join dftp.attachment a using (sha256) where x.id = $1
            """, connection) { Parameters = { new() { Value = extension } } };
        (Guid Unit, byte[] Sha256, string MediaType) found;
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return AccessPolicy.OtherUnit.ToResult();
            found = (row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.GetString(2));
        }
        if (await access.WhyNot(http.Actor(), Permission.ReadLedger, found.Unit, cancellation) is { } refusal) return refusal.ToResult();
        return await PaperFile.Of(connection, http, found.Sha256, found.MediaType, cancellation);
    }
}

/// <summary>Hands a kept paper out.</summary>
internal static class PaperFile
{
    public static async Task<IResult> Of(NpgsqlConnection connection, HttpContext http, byte[] sha256, string mediaType, CancellationToken cancellation)
    {
        var content = await AttachmentStore.Find(connection, sha256, cancellation) ?? throw new InvalidOperationException("A decision names a paper that is not kept.");
        // Read while the connection is open; a paper is small.
        using var whole = new MemoryStream();
        await using (var kept = content()) await kept.CopyToAsync(whole, cancellation);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(whole.ToArray(), mediaType, $"van-ban.{(mediaType == "application/pdf" ? "pdf" : "jpg")}");
    }
}
