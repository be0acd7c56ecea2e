using System.Text;
using System.Text.Unicode;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>The characters of a statement. What is no character of its encoding is refused with the line.</summary>
internal sealed class StatementText(UnpackedStream content, StatementEncoding encoding) : TextReader
{
    private const int BlockSize = 64 * 1024;

    private readonly Decoder decoder = encoding.NewDecoder();
    private readonly byte[] block = new byte[BlockSize];
    private int at, used, lines;
    private bool started, ended;

    /// <summary>Whether the text ends with a line end, as far as it was read.</summary>
    public bool EndsWithLineEnd { get; private set; }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <summary>Fills the buffer; fewer characters only at the end of the text.</summary>
    public override int Read(Span<char> buffer)
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

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }

    private bool Refill()
    {
        if (ended) return false;
        used = content.Read(block);
        ended = used < block.Length;
        at = started ? 0 : Math.Min(used, encoding.MarkLength);
        started = true;
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
        if (encoding.Name != StatementEncoding.Utf8) return line;
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
