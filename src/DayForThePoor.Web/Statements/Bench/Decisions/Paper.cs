using System.Security.Cryptography;
using DayForThePoor.Core;
using SkiaSharp;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>The paper behind a decision as it is kept: a donor's agreement, a board's decision.</summary>
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
    /// <summary>Bytes; a scan of a few pages.</summary>
    public const int Largest = 10 * 1024 * 1024;

    public const string Accept = ".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp";

    /// <summary>Longest side in pixels of a picture that is kept: a page is still easily read.</summary>
    private const int LongestSide = 2400;

    /// <summary>More pixels than any phone takes; a small file can ask for gigabytes of memory.</summary>
    private const long MostPixels = 120_000_000;

    private const int Quality = 85;

    /// <summary>Codes: paper.missing, paper.too_large, paper.unknown_kind.</summary>
    public static async Task<Outcome<Paper>> Take(Stream? content, string field, CancellationToken cancellation)
    {
        if (content is null || content.Length == 0) return Refusal.Invalid("paper.missing", field);
        if (content.Length > Largest) return Refusal.Invalid("paper.too_large", field, $"{Largest >> 20}");
        var bytes = new byte[content.Length];
        content.Position = 0;
        await content.ReadExactlyAsync(bytes, cancellation);
        if (bytes.AsSpan().StartsWith("%PDF-"u8)) return new Paper(bytes, "application/pdf");
        return IsPicture(bytes) && Redrawn(bytes) is { } picture ? new Paper(picture, "image/jpeg") : Refusal.Invalid("paper.unknown_kind", field);
    }

    private static bool IsPicture(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..]
        || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8));

    /// <summary>Null when it cannot be read or is beyond all measure.</summary>
    private static byte[]? Redrawn(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > MostPixels) return null;
        using var taken = SKBitmap.Decode(codec);
        if (taken is null) return null;

        var turned = codec.EncodedOrigin is SKEncodedOrigin.RightTop or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (taken.Height, taken.Width) : (taken.Width, taken.Height);
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(width, height));
        using var surface = SKSurface.Create(new SKImageInfo(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale))));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        Turn(canvas, codec.EncodedOrigin, width, height);
        using var upright = SKImage.FromBitmap(taken);
        canvas.DrawImage(upright, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    /// <summary>A phone stores the picture as the sensor lay and says beside it which way is up.</summary>
    private static void Turn(SKCanvas canvas, SKEncodedOrigin origin, int width, int height)
    {
        switch (origin)
        {
            case SKEncodedOrigin.BottomRight:
                canvas.RotateDegrees(180, width / 2f, height / 2f);
                break;
            case SKEncodedOrigin.RightTop:
                canvas.Translate(width, 0);
                canvas.RotateDegrees(90);
                break;
            case SKEncodedOrigin.LeftBottom:
                canvas.Translate(0, height);
                canvas.RotateDegrees(-90);
                break;
            default:
                break;
        }
    }
}
