using DayForThePoor.Web.Attachments;
using SkiaSharp;

namespace DayForThePoor.Tests.Attachments;

public class drawing_a_photo_anew
{
    private const string Place = "GPS 15.68N 108.22E";

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task takes_the_formats_of_cameras_and_gives_jpeg(SKEncodedImageFormat format)
    {
        var clean = (await Clean(Picture(40, 30, format))).Value;
        (clean.Width, clean.Height).ShouldBe((40, 30));
        clean.Jpeg[..3].ShouldBe([0xFF, 0xD8, 0xFF]);
    }

    [Fact]
    public async Task leaves_out_what_the_camera_wrote_beside_it_and_turns_it_upright()
    {
        var sent = WithExif(Picture(400, 300, SKEncodedImageFormat.Jpeg), orientation: 6);
        System.Text.Encoding.ASCII.GetString(sent).ShouldContain(Place);
        var clean = (await Clean(sent)).Value;
        System.Text.Encoding.ASCII.GetString(clean.Jpeg).ShouldNotContain("GPS");
        System.Text.Encoding.ASCII.GetString(clean.Jpeg).ShouldNotContain("Exif");
        (clean.Width, clean.Height).ShouldBe((300, 400));
        using var drawn = SKBitmap.Decode(clean.Jpeg);
        drawn.GetPixel(290, 10).Red.ShouldBeGreaterThan((byte)200); // the red corner stood at the upper left before the turn
        drawn.GetPixel(10, 10).Red.ShouldBeLessThan((byte)60);
    }

    [Fact]
    public async Task makes_a_large_one_smaller()
    {
        var clean = (await Clean(Picture(4000, 2000, SKEncodedImageFormat.Jpeg))).Value;
        (clean.Width, clean.Height).ShouldBe((Photo.LongestSide, Photo.LongestSide / 2));
        using var small = SKBitmap.Decode(clean.Small);
        small.Width.ShouldBe(Photo.LongestSmallSide);
    }

    [Fact]
    public async Task refuses_what_is_no_whole_picture()
    {
        (await Clean([])).Refusals.ShouldHaveSingleItem().Code.ShouldBe("photo.empty");
        (await Clean([.. "<svg onload=alert(1)>"u8])).Refusals.ShouldHaveSingleItem().Code.ShouldBe("photo.not_image");
        (await Clean([.. "GIF89a"u8, .. new byte[64]])).Refusals.ShouldHaveSingleItem().Code.ShouldBe("photo.not_image");
        (await Clean(Picture(800, 600, SKEncodedImageFormat.Jpeg)[..2000])).Refusals.ShouldHaveSingleItem().Code.ShouldBe("photo.damaged");
        (await Clean(new byte[Photo.LargestFile + 1])).Refusals.ShouldHaveSingleItem().Code.ShouldBe("photo.too_large");
    }

    private static Task<DayForThePoor.Core.Outcome<CleanPhoto>> Clean(byte[] file) => Photo.Clean(new MemoryStream(file), "photo", TestContext.Current.CancellationToken);

    /// <summary>Black with noise, red in its upper left corner.</summary>
    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Black);
        using var paint = new SKPaint { Color = SKColors.Red };
        surface.Canvas.DrawRect(0, 0, width / 4f, height / 4f, paint);
        paint.Color = SKColors.DarkGreen;
        for (var i = 0; i < height; i += 7) surface.Canvas.DrawRect(width / 2f, i, i % 50, 3, paint);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>Puts an Exif segment with an orientation and a place behind the start of a JPEG.</summary>
    private static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        byte[] tiff = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(Place)];
        byte[] body = [.. "Exif"u8, 0, 0, .. tiff];
        var length = body.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. body, .. jpeg[2..]];
    }
}
