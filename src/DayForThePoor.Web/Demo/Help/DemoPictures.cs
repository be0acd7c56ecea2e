using SkiaSharp;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>Drawn pictures for the sample: of nobody's home and nobody's paper.</summary>
internal static class DemoPictures
{
    private const int Width = 640, Height = 440;

    /// <summary>A sheet with lines of writing, as a scan of minutes looks from afar.</summary>
    /// <param name="seed">Another seed, another sheet.</param>
    public static MemoryStream Paper(int seed) => Draw(canvas =>
    {
        canvas.Clear(SKColors.WhiteSmoke);
        var random = new Random(seed);
        using var ink = new SKPaint { Color = SKColors.DimGray };
        canvas.DrawRect(180, 30, 280, 10, ink);
        for (var line = 0; line < 14; line++) canvas.DrawRect(60, 80 + line * 24, random.Next(300, 520), 5, ink);
    });

    /// <summary>A house before (a hut under tin), while it is built (walls without a roof) and after.</summary>
    public static MemoryStream House(string phase, int seed) => Draw(canvas =>
    {
        canvas.Clear(new SKColor(0xCF, 0xE3, 0xEE));
        var shift = new Random(seed).Next(-60, 60);
        Fill(canvas, new SKColor(0x86, 0xA3, 0x5E), SKRect.Create(0, 330, Width, 110));
        var (wall, roof) = phase switch
        {
            "before" => (new SKColor(0x9C, 0x86, 0x6B), (SKColor?)new SKColor(0x8A, 0x8F, 0x94)),
            "during" => (new SKColor(0xB9, 0x6A, 0x4B), null),
            _ => (new SKColor(0xF1, 0xE3, 0xB8), new SKColor(0xA8, 0x3F, 0x32)),
        };
        Fill(canvas, wall, SKRect.Create(190 + shift, 200, 270, 140));
        Fill(canvas, new SKColor(0x4E, 0x3B, 0x2A), SKRect.Create(300 + shift, 250, 50, 90));
        if (roof is not { } colour) return;
        using var path = new SKPathBuilder();
        path.AddPoly([new(165 + shift, 202), new(325 + shift, phase == "before" ? 160 : 110), new(485 + shift, 202)]);
        using var gable = path.Detach();
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawPath(gable, paint);
    });

    private static void Fill(SKCanvas canvas, SKColor colour, SKRect place)
    {
        using var paint = new SKPaint { Color = colour };
        canvas.DrawRect(place, paint);
    }

    private static MemoryStream Draw(Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 80);
        return new MemoryStream(data.ToArray());
    }
}
