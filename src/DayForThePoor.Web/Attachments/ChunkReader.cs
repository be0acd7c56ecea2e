using Npgsql;

namespace DayForThePoor.Web.Attachments;

/// <summary>
/// A stored file from its beginning, one chunk in memory at a time. It reads synchronously, as the parsers of files do, and
/// asks its connection only while it is read from.
/// </summary>
internal sealed class ChunkReader(NpgsqlConnection connection, byte[] sha256) : Stream
{
    private byte[] chunk = [];
    private int at, ordinal;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (at == chunk.Length && !Next()) return 0;
        var count = Math.Min(buffer.Length, chunk.Length - at);
        chunk.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool Next()
    {
        if (ended) return false;
        using var select = new NpgsqlCommand("select content from dftp.attachment_chunk where sha256 = $1 and ordinal = $2", connection)
        {
            Parameters = { new() { Value = sha256 }, new() { Value = ordinal++ } },
        };
        chunk = select.ExecuteScalar() as byte[] ?? [];
        at = 0;
        ended = chunk.Length == 0;
        return !ended;
    }
}
