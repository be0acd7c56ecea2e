using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>The bytes of a statement, unpacked when they are gzip, from the beginning as often as they are asked for.</summary>
/// <param name="open">Opens the file as it was sent; called once for every pass, and closed by it.</param>
/// <param name="limits">How much is read at most.</param>
internal sealed class StatementContent(Func<Stream> open, ReadingLimits limits)
{
    private byte[]? start;
    private StatementEncoding? encoding;

    public ReadingLimits Limits => limits;

    /// <summary>The first <see cref="FileKind.Needed"/> bytes, or all of a shorter file.</summary>
    public ReadOnlySpan<byte> Start
    {
        get
        {
            if (start is not null) return start;
            using var bytes = Open();
            var block = new byte[FileKind.Needed];
            return start = block[..bytes.Read(block)];
        }
    }

    /// <summary>How the text of the file is written, for formats that are text.</summary>
    public StatementEncoding Encoding => encoding ??= StatementEncoding.Of(this);

    public UnpackedStream Open() => new(open(), limits.Bytes);

    /// <summary>All bytes in memory, for formats whose parts are not read in the order in which they stand.</summary>
    /// <param name="most">Bytes; a larger file is refused.</param>
    public byte[] All(long most)
    {
        using var bytes = new UnpackedStream(open(), Math.Min(most, limits.Bytes));
        using var all = new MemoryStream();
        var block = new byte[64 * 1024];
        int got;
        do
        {
            got = bytes.Read(block);
            all.Write(block, 0, got);
        }
        while (got == block.Length);
        return all.Length > 0 ? all.ToArray() : throw new UnreadableFileException(StatementProblems.Empty);
    }
}
