using System.Security.Cryptography;
using DayForThePoor.Core;

namespace DayForThePoor.Web.Attachments;

/// <summary>A paper as it is kept: a donor's agreement, a board's decision, an invoice, minutes.</summary>
public sealed record Paper(byte[] Content, string MediaType)
{
    public byte[] Sha256 { get; } = SHA256.HashData(Content);
}

/// <summary>
/// Takes a paper in. Its kind is read from its content, never from its name. A picture is drawn anew: that drops where and
/// with which device it was taken, and whatever else hides in such a file.
/// </summary>
public static class Papers
{
    /// <summary>Bytes; a scan of a few pages, or one picture of a phone.</summary>
    public const int Largest = Photo.LargestFile;

    public const string Accept = ".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp";

    /// <summary>Longest side in points of a picture that is kept: a page is still easily read.</summary>
    private const int LongestSide = 2400;

    /// <summary>Codes: paper.missing, paper.too_large, paper.unknown_kind.</summary>
    /// <param name="content">From where it stands; read to its end or to one byte over the limit.</param>
    public static async Task<Outcome<Paper>> Take(Stream? content, string field, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        if (content is not null)
        {
            var buffer = new byte[64 * 1024];
            for (int got; (got = await content.ReadAsync(buffer, cancellation)) > 0 && read.Length <= Largest;) read.Write(buffer, 0, got);
        }
        if (read.Length == 0) return Refusal.Invalid("paper.missing", field);
        if (read.Length > Largest) return Refusal.Invalid("paper.too_large", field, $"{Largest >> 20}");
        var bytes = read.ToArray();
        if (bytes.AsSpan().StartsWith("%PDF-"u8)) return new Paper(bytes, "application/pdf");
        return (await Photo.Redraw(bytes, LongestSide, field, cancellation)).TryGet(out var picture) ? new Paper(picture, "image/jpeg") : Refusal.Invalid("paper.unknown_kind", field);
    }
}
