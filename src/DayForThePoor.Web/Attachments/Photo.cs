using DayForThePoor.Core;
using SkiaSharp;

namespace DayForThePoor.Web.Attachments;

/// <summary>
/// A picture drawn anew from its points: what a camera wrote beside them (place, time, device) and whatever else a file
/// carried is gone.
/// </summary>
/// <param name="Jpeg">At most <see cref="Photo.LongestSide"/> points on its longer side, upright.</param>
/// <param name="Small">The same for lists.</param>
public sealed record CleanPhoto(byte[] Jpeg, byte[] Small, int Width, int Height);

/// <summary>Checks a picture by its content, whatever its name and media type say.</summary>
public static class Photo
{
    /// <summary>Largest file that is taken, in bytes; phones of today stay under it.</summary>
    public const int LargestFile = 16 * 1024 * 1024;

    public const int LongestSide = 1600, LongestSmallSide = 400;

    /// <summary>A file of a few kilobytes may ask for gigabytes of points.</summary>
    private const long MostPoints = 60_000_000;

    private const int Quality = 80;

    /// <summary>One at a time on a node: a large picture takes some hundred megabytes while it is drawn.</summary>
    private static readonly SemaphoreSlim Drawing = new(1);

    /// <summary>Codes: photo.empty, photo.too_large, photo.not_image, photo.too_many_points, photo.damaged.</summary>
    /// <param name="file">Read to its end or to one byte over the limit.</param>
    public static async Task<Outcome<CleanPhoto>> Clean(Stream file, string? field, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int got; (got = await file.ReadAsync(buffer, cancellation)) > 0 && content.Length <= LargestFile;) content.Write(buffer, 0, got);
        if (content.Length == 0) return Refusal.Invalid("photo.empty", field);
        if (content.Length > LargestFile) return Refusal.Invalid("photo.too_large", field, $"{LargestFile >> 20}");

        return await Draw(
            content.ToArray(), LongestSide, field,
            (points, origin) =>
            {
                var (jpeg, width, height) = Upright(points, origin, LongestSide);
                return new CleanPhoto(jpeg, Upright(points, origin, LongestSmallSide).Jpeg, width, height);
            },
            cancellation);
    }

    /// <summary>The picture alone, for a page that has to stay readable. Codes: photo.not_image, photo.too_many_points, photo.damaged.</summary>
    /// <param name="longest">Points that its longer side has at most.</param>
    public static Task<Outcome<byte[]>> Redraw(byte[] content, int longest, string? field, CancellationToken cancellation) =>
        Draw(content, longest, field, (points, origin) => Upright(points, origin, longest).Jpeg, cancellation);

    private static async Task<Outcome<T>> Draw<T>(byte[] content, int longest, string? field, Func<SKBitmap, SKEncodedOrigin, T> make, CancellationToken cancellation)
    {
        await Drawing.WaitAsync(cancellation);
        try
        {
            return Draw(content, longest, field, make);
        }
        finally
        {
            Drawing.Release();
        }
    }

    private static Outcome<T> Draw<T>(byte[] content, int longest, string? field, Func<SKBitmap, SKEncodedOrigin, T> make)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
            return Refusal.Invalid("photo.not_image", field);
        if (codec.Info.Width == 0 || (long)codec.Info.Width * codec.Info.Height > MostPoints) return Refusal.Invalid("photo.too_many_points", field);

        // A JPEG is read at a half, a quarter or an eighth where that is still enough.
        var wanted = Math.Min(1f, (float)longest / Math.Max(codec.Info.Width, codec.Info.Height));
        var read = codec.GetScaledDimensions(wanted);
        if (Math.Max(read.Width, read.Height) < longest && wanted < 1f) read = codec.GetScaledDimensions(Math.Min(1f, wanted * 2));
        using var points = new SKBitmap(new SKImageInfo(read.Width, read.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        return codec.GetPixels(points.Info, points.GetPixels()) is SKCodecResult.Success ? make(points, codec.EncodedOrigin) : Refusal.Invalid("photo.damaged", field);
    }

    /// <summary>Turned as the camera was held, on white where it was transparent.</summary>
    private static (byte[] Jpeg, int Width, int Height) Upright(SKBitmap points, SKEncodedOrigin origin, int longest)
    {
        var scale = Math.Min(1f, (float)longest / Math.Max(points.Width, points.Height));
        var (across, down) = (Math.Max(1, (int)(points.Width * scale)), Math.Max(1, (int)(points.Height * scale)));
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (down, across) : (across, down);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.SetMatrix(Matrix(origin, width, height));
        using var image = SKImage.FromBitmap(points);
        canvas.DrawImage(image, SKRect.Create(across, down), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return (encoded.ToArray(), width, height);
    }

    private static SKMatrix Matrix(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
