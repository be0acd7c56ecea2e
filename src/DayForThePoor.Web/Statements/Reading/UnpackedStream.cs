using System.Buffers.Binary;
using System.IO.Compression;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// The bytes of a statement, unpacked when they are gzip. It counts while it unpacks and stops at the limit, so a file
/// that swells a thousandfold costs no more than an honest one; and it notices a cut archive, which
/// <see cref="GZipStream"/> passes off as a shorter file.
/// </summary>
internal sealed class UnpackedStream : IDisposable
{
    private readonly Stream content;
    private readonly Stream source;
    private readonly TailStream? packed;
    private readonly long limit;
    private long length;

    /// <param name="content">The file as it was sent; closed with this.</param>
    /// <param name="limit">Unpacked bytes at most.</param>
    public UnpackedStream(Stream content, long limit)
    {
        this.content = content;
        this.limit = limit;
        var start = new byte[FileKind.Needed];
        var got = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new StartedStream(start.AsMemory(0, got), content);
        if (!FileKind.IsGzip(start.AsSpan(0, got)))
        {
            source = whole;
            return;
        }
        packed = new(whole);
        source = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>As many bytes as fit into <paramref name="buffer"/>; fewer only at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        int got;
        try
        {
            got = source.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableFileException(StatementProblems.CompressionBroken);
        }
        length += got;
        if (length > limit) throw new UnreadableFileException(StatementProblems.TooLarge, null, $"{limit >> 20}");
        if (got < buffer.Length) CheckEnd();
        return got;
    }

    // The last four bytes of gzip are the unpacked length modulo 2^32 (RFC 1952 §2.3.1).
    private void CheckEnd()
    {
        if (packed is not null && packed.LastFourBytes() != (uint)(length & uint.MaxValue))
            throw new UnreadableFileException(StatementProblems.CompressionBroken);
    }

    public void Dispose()
    {
        if (packed is not null) source.Dispose();
        content.Dispose();
    }

    /// <summary>A stream whose first bytes were read already.</summary>
    private sealed class StartedStream(ReadOnlyMemory<byte> start, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> start = start;

        public override int Read(Span<byte> buffer)
        {
            if (start.IsEmpty) return rest.Read(buffer);
            var count = Math.Min(buffer.Length, start.Length);
            start.Span[..count].CopyTo(buffer);
            start = start[count..];
            return count;
        }
    }

    /// <summary>Remembers the last bytes that passed.</summary>
    private sealed class TailStream(Stream inner) : ReadOnlyStream
    {
        private readonly byte[] tail = new byte[sizeof(uint)];

        public override int Read(Span<byte> buffer)
        {
            var got = inner.Read(buffer);
            if (got >= tail.Length)
            {
                buffer[(got - tail.Length)..got].CopyTo(tail);
            }
            else if (got > 0)
            {
                tail.AsSpan(got).CopyTo(tail);
                buffer[..got].CopyTo(tail.AsSpan(tail.Length - got));
            }
            return got;
        }

        public uint LastFourBytes()
        {
            // The inflater stops at the end of the last block; what is behind it has to pass too.
            Span<byte> rest = stackalloc byte[512];
            while (Read(rest) > 0) { }
            return BinaryPrimitives.ReadUInt32LittleEndian(tail);
        }
    }

    private abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public abstract override int Read(Span<byte> buffer);

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
