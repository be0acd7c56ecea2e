using System.Text;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// How the characters of a text are written as bytes: told by a byte order mark, by the bytes of UTF-16, by being valid
/// UTF-8, or by words that are Vietnamese in Windows-1258 and in nothing else. A name in a guessed code page would be a
/// wrong name for ever, so what is none of these is read as UTF-8 and refused where it stops being so.
/// </summary>
/// <param name="Name">As IANA registers it.</param>
/// <param name="MarkLength">Bytes of the byte order mark.</param>
internal sealed record StatementEncoding(string Name, int MarkLength)
{
    public const string Utf8 = "utf-8", Utf16 = "utf-16le", Utf16BigEndian = "utf-16be", Windows1258 = "windows-1258";

    /// <summary>Bytes that are looked at; every Vietnamese statement shows a diacritic before.</summary>
    private const int SampleLength = 256 * 1024;

    /// <summary>Letters and tones come apart and are put together after decoding.</summary>
    public bool IsDecomposed => Name == Windows1258;

    /// <summary>Throws <see cref="UnreadableFileException"/> at one of the fonts from before Unicode.</summary>
    public static StatementEncoding Of(StatementContent content)
    {
        if (FileKind.ByteOrderMark(content.Start) is { } marked) return marked;
        if (FileKind.Utf16WithoutMark(content.Start) is { } wide) return wide;
        var sample = Sample(content);
        if (IsUtf8(sample)) return new(Utf8, 0);
        var page = OldCodePages.Of(Encoding.Latin1.GetString(sample));
        RefuseFonts(page);
        return new(page is OldCodePage.Windows1258 ? Windows1258 : Utf8, 0);
    }

    /// <summary>A text of the fonts before Unicode reads as Vietnamese only under its font, whatever bytes it is written in.</summary>
    public static void RefuseFonts(OldCodePage? page)
    {
        if (page is OldCodePage.Tcvn3) throw new UnreadableFileException(StatementProblems.OldFont, null, "TCVN3 (ABC)");
        if (page is OldCodePage.Vni) throw new UnreadableFileException(StatementProblems.OldFont, null, "VNI");
    }

    /// <summary>A decoder that throws at what is no character.</summary>
    public Decoder NewDecoder() => Name switch
    {
        Utf16 => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder(),
        Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder(),
        Windows1258 => OldCodePages.DecoderOf1258(),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder(),
    };

    private static byte[] Sample(StatementContent content)
    {
        using var bytes = content.Open();
        var sample = new byte[SampleLength];
        return sample[..bytes.Read(sample)];
    }

    // The last character of the sample may go on behind it.
    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut < 4 && cut <= sample.Length; cut++)
            if (System.Text.Unicode.Utf8.IsValid(sample[..^cut])) return cut == 0 || sample.Length == SampleLength;
        return false;
    }
}
