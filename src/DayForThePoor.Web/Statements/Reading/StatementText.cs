using System.Text;
using System.Text.Unicode;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// The characters of a statement: UTF-8, with a byte order mark or without, or UTF-16 with one. Anything else is refused
/// with the line where it stops being so, because a name in a guessed code page is a wrong name for ever.
/// </summary>
internal sealed class StatementText : TextReader
{
    /// <summary>Characters kept at hand before the first read: room for the rows in which the header must stand.</summary>
    private const int HeadLength = 256 * 1024;
    private const int BlockSize = 64 * 1024;

    private readonly UnpackedStream content;
    private readonly Decoder decoder;
    private readonly byte[] block = new byte[BlockSize];
    private readonly char[] head;
    private readonly bool isUtf8;
    private readonly int headLength;
    private int at, used, lines, headRead;
    private bool ended;

    public StatementText(UnpackedStream content)
    {
        this.content = content;
        used = content.Read(block);
        ended = used < block.Length;
        if (used == 0) throw new UnreadableFileException(StatementProblems.Empty);
        var start = block.AsSpan(0, Math.Min(used, FileKind.Needed));
        if (FileKind.NotText(start) is { } kind) throw new UnreadableFileException(StatementProblems.NotCsv, null, kind);

        isUtf8 = !FileKind.IsUtf16(start);
        at = isUtf8 ? start is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0 : 2;
        decoder = EncodingOf(start).GetDecoder();
        head = new char[HeadLength];
        headLength = Decode(head);
        if (Head.IsWhiteSpace()) throw new UnreadableFileException(StatementProblems.Empty);
    }

    /// <summary>The beginning of the text; it is still read from there afterwards.</summary>
    public ReadOnlySpan<char> Head => head.AsSpan(0, headLength);

    /// <summary>Whether the text ends with a line end, as far as it was read.</summary>
    public bool EndsWithLineEnd { get; private set; }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (headRead == headLength) return Decode(buffer);
        var count = Math.Min(buffer.Length, headLength - headRead);
        head.AsSpan(headRead, count).CopyTo(buffer);
        headRead += count;
        return count;
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> start) =>
        FileKind.IsUtf16(start)
            ? new UnicodeEncoding(bigEndian: start[0] == 0xFE, byteOrderMark: true, throwOnInvalidBytes: true)
            : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Fills the buffer; fewer characters only at the end of the text.</summary>
    private int Decode(Span<char> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            if (at == used && !Refill()) break;
            filled += DecodeBlock(buffer[filled..], out var full);
            if (full) break;
        }
        if (filled > 0) EndsWithLineEnd = buffer[filled - 1] is '\n' or '\r';
        return filled;
    }

    private bool Refill()
    {
        if (ended) return false;
        used = content.Read(block);
        at = 0;
        ended = used < block.Length;
        return true;
    }

    private int DecodeBlock(Span<char> buffer, out bool full)
    {
        try
        {
            decoder.Convert(block.AsSpan(at, used - at), buffer, flush: ended, out var bytes, out var chars, out var completed);
            at += bytes;
            lines += buffer[..chars].Count('\n');
            full = !completed && bytes == 0;
            return chars;
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFileException(StatementProblems.NotUtf8, FirstBadLine());
        }
    }

    // The decoder does not say how far it came, so the block is looked through once more, line by line, for the message.
    private int FirstBadLine()
    {
        var rest = block.AsSpan(at, used - at);
        var line = lines + 1;
        if (!isUtf8) return line;
        // The first bytes may end a character that began in the block before.
        while (rest is [>= 0x80 and < 0xC0, ..]) rest = rest[1..];
        while (rest.IndexOf((byte)'\n') is var end and >= 0 && Utf8.IsValid(rest[..end]))
        {
            line++;
            rest = rest[(end + 1)..];
        }
        return line;
    }
}
