using System.Text;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>What a file really is, by its first bytes: names and media types come from the uploader.</summary>
internal static class FileKind
{
    /// <summary>A zip that names a workbook at its beginning; others may name theirs later.</summary>
    public const string Xlsx = "xlsx", Zip = "zip";

    /// <summary>A compound file: an xls, or an xlsx behind a password.</summary>
    public const string Xls = "xls";

    public const string Pdf = "pdf";

    /// <summary>Messages from bank to program.</summary>
    public const string Mt940 = "MT940", Camt053 = "camt.053";

    /// <summary>Bytes that <see cref="NotText"/> needs to see.</summary>
    public const int Needed = 512;

    /// <summary>Characters that make UTF-16 without a mark certain; no statement is shorter.</summary>
    private const int FewestCharacters = 16;

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, ..];

    /// <summary>The name of a kind that is certainly no table of text, or null.</summary>
    public static string? NotText(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3 or 5 or 7, ..] => start.IndexOf("xl/"u8) >= 0 || start.IndexOf("[Content_Types].xml"u8) >= 0 ? Xlsx : Zip,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => Pdf,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Xls,
        [0x1F, 0x8B, ..] => "gzip",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7z",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "rar",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpeg",
        _ => IsHtml(start) ? "html" : HasNul(start) ? "binary" : null,
    };

    /// <summary>Which message from a bank to a program it is, or null.</summary>
    public static string? Message(ReadOnlySpan<byte> start)
    {
        if (start.IndexOf("camt.053."u8) >= 0 && start.IndexOf((byte)'<') is >= 0 and <= 3) return Camt053;
        return start.IndexOf(":20:"u8) is >= 0 and var at && (at == 0 || start[at - 1] is (byte)'\n' or (byte)'\r' or 0xBF) && start[at..].IndexOf("\n:25"u8) >= 0
            ? Mt940
            : null;
    }

    // A bank whose session has ended answers a download with its sign-in page.
    private static bool IsHtml(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n\uFEFF"u8);
        return text.Length > 5 && text[0] == '<'
            && (Ascii.EqualsIgnoreCase(text[..5], "<html"u8) || Ascii.EqualsIgnoreCase(text[..5], "<!doc"u8));
    }

    private static bool HasNul(ReadOnlySpan<byte> start) =>
        start.Contains((byte)0) && ByteOrderMark(start) is null && Utf16WithoutMark(start) is null;

    /// <summary>The encoding that the first bytes announce, as Excel's "Unicode text" and "CSV UTF-8" do; null without a mark.</summary>
    public static StatementEncoding? ByteOrderMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(StatementEncoding.Utf8, 3),
        [0xFF, 0xFE, ..] => new(StatementEncoding.Utf16, 2),
        [0xFE, 0xFF, ..] => new(StatementEncoding.Utf16BigEndian, 2),
        _ => null,
    };

    /// <summary>
    /// UTF-16 without a mark, when it is clear: at least half of the characters are ASCII, so that one byte of each is
    /// zero, always on the same side.
    /// </summary>
    public static StatementEncoding? Utf16WithoutMark(ReadOnlySpan<byte> start)
    {
        int low = 0, high = 0, characters = start.Length / 2;
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            if (start[i] == 0) low++;
            if (start[i + 1] == 0) high++;
        }
        return characters < FewestCharacters ? null
            : low == 0 && high * 2 >= characters ? new(StatementEncoding.Utf16, 0)
            : high == 0 && low * 2 >= characters ? new(StatementEncoding.Utf16BigEndian, 0)
            : null;
    }
}
