using System.Text;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>What a file really is, by its first bytes: names and media types come from the uploader.</summary>
internal static class FileKind
{
    /// <summary>Bytes that <see cref="NotText"/> needs to see.</summary>
    public const int Needed = 512;

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, ..];

    /// <summary>The name of a kind that is certainly no table of text, or null.</summary>
    public static string? NotText(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3 or 5 or 7, ..] => start.IndexOf("xl/"u8) >= 0 || start.IndexOf("[Content_Types].xml"u8) >= 0 ? "xlsx" : "zip",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "pdf",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "xls",
        [0x1F, 0x8B, ..] => "gzip",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7z",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "rar",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpeg",
        _ => IsHtml(start) ? "html" : HasNul(start) ? "binary" : null,
    };

    // A bank whose session has ended answers a download with its sign-in page.
    private static bool IsHtml(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n\uFEFF"u8);
        return text.Length > 5 && text[0] == '<'
            && (Ascii.EqualsIgnoreCase(text[..5], "<html"u8) || Ascii.EqualsIgnoreCase(text[..5], "<!doc"u8));
    }

    private static bool HasNul(ReadOnlySpan<byte> start) => !IsUtf16(start) && start.Contains((byte)0);

    /// <summary>A byte order mark of UTF-16, as Excel's "Unicode text" has it.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> start) => start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
}
