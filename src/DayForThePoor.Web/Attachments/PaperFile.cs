using Npgsql;

namespace DayForThePoor.Web.Attachments;

/// <summary>Hands a kept paper out: minutes, decisions, pictures. Who may see it is the caller's question.</summary>
public static class PaperFile
{
    public static async Task<IResult> Of(NpgsqlConnection connection, HttpContext http, byte[] sha256, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select media_type from dftp.attachment where sha256 = $1", connection) { Parameters = { new() { Value = sha256 } } };
        if (await select.ExecuteScalarAsync(cancellation) is not string mediaType || await AttachmentStore.Find(connection, sha256, cancellation) is not { } content)
            throw new InvalidOperationException("A row names a paper that is not kept.");
        // Read while the connection is open; a paper is small.
        using var whole = new MemoryStream();
        await using (var kept = content()) await kept.CopyToAsync(whole, cancellation);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(whole.ToArray(), mediaType, $"van-ban.{(mediaType == "application/pdf" ? "pdf" : "jpg")}");
    }
}
