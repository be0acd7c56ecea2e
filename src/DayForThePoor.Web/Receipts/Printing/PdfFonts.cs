using SkiaSharp;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>Upright, bold and italic of the one type family on paper.</summary>
public enum Face
{
    Regular,
    Bold,
    Italic,
}

/// <summary>
/// Be Vietnam Pro, taken from files beside the program: a server has no Vietnamese fonts of its own, and a voucher must
/// look the same on every one.
/// </summary>
public static class PdfFonts
{
    private static readonly Dictionary<Face, SKTypeface> Faces = Enum.GetValues<Face>().ToDictionary(face => face, Load);

    /// <param name="size">In points.</param>
    public static SKFont Of(Face face, float size) => new(Faces[face], size)
    {
        // Advances as designed: hinted ones differ from machine to machine and with them the line breaks.
        LinearMetrics = true,
        Hinting = SKFontHinting.None,
    };

    private static SKTypeface Load(Face face)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Assets", "fonts", $"BeVietnamPro-{face}.ttf");
        return SKTypeface.FromFile(file) ?? throw new FileNotFoundException("The fonts for PDF are copied by the build (ops/lib/assets.sh).", file);
    }
}
