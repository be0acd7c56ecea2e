using DayForThePoor.Core;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Scans of decisions and receipts of other levels: PDF, PNG or JPEG by their first bytes, whatever they are called.</summary>
public static class ScannedPaper
{
    /// <summary>Bytes; ten pages in colour are smaller.</summary>
    public const long Largest = 10 * 1024 * 1024;

    /// <summary>Keeps the scan and gives its SHA-256 in hex; null for none.</summary>
    public static async Task<string?> Keep(Sessions sessions, IFormFile? file, string field, DateTimeOffset at, List<Refusal> no, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0) return null;
        if (file.Length > Largest)
        {
            no.Add(Refusal.Invalid("transfer.paper_too_large", field, $"{Largest >> 20}"));
            return null;
        }
        await using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        if (TypeOf(content.GetBuffer().AsSpan(0, (int)content.Length)) is not { } type)
        {
            no.Add(Refusal.Invalid("transfer.paper_type", field));
            return null;
        }
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var hash = await AttachmentStore.Keep(connection, content, type, at, cancellation);
        await transaction.CommitAsync(cancellation);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The hash when a scan with it is kept; else a refusal, and null.</summary>
    public static async Task<string?> Known(Sessions sessions, string? hash, string field, List<Refusal> no, CancellationToken cancellation)
    {
        if (hash is null) return null;
        if (hash.Length == 64 && hash.All(char.IsAsciiHexDigit))
        {
            await using var connection = await sessions.ConnectAnywhere(cancellation);
            if (await AttachmentStore.Find(connection, Convert.FromHexString(hash), cancellation) is not null) return hash.ToLowerInvariant();
        }
        no.Add(Refusal.Invalid("transfer.paper_unknown", field));
        return null;
    }

    /// <summary>Media type by the first bytes; null for anything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ => null,
    };
}
