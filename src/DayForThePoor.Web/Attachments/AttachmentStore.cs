using System.IO.Compression;
using System.Security.Cryptography;
using Npgsql;

namespace DayForThePoor.Web.Attachments;

/// <summary>
/// Files in the database, named by the SHA-256 of their content and cut into chunks: web nodes keep nothing on disk, and
/// the same file sent twice is stored once.
/// </summary>
public static class AttachmentStore
{
    /// <summary>Small enough to pass through memory on a busy node, large enough that a statement takes a few round trips.</summary>
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Keeps the file in the connection's transaction. What is not compressed yet is stored as gzip.</summary>
    /// <param name="content">Read twice, so it can be rewound; left open.</param>
    /// <returns>SHA-256 of the content as it was sent.</returns>
    public static async Task<byte[]> Keep(
        NpgsqlConnection connection, Stream content, string mediaType, DateTimeOffset at, CancellationToken cancellation)
    {
        content.Position = 0;
        var sha256 = await SHA256.HashDataAsync(content, cancellation);
        content.Position = 0;
        var isPacked = await IsPacked(content, cancellation);
        await using var insert = new NpgsqlCommand("insert into dftp.attachment values ($1, $2, $3, $4, $5) on conflict do nothing", connection)
        {
            Parameters =
            {
                new() { Value = sha256 },
                new() { Value = content.Length },
                new() { Value = mediaType },
                new() { Value = !isPacked },
                new() { Value = at.ToUniversalTime() },
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0) return sha256;

        await using var chunks = new ChunkWriter(connection, sha256);
        if (isPacked)
        {
            await content.CopyToAsync(chunks, cancellation);
        }
        else
        {
            await using var pack = new GZipStream(chunks, CompressionLevel.Fastest, leaveOpen: true);
            await content.CopyToAsync(pack, cancellation);
        }
        return sha256;
    }

    /// <summary>Opens the content as it was sent, from its beginning at every call; null when there is no such file.</summary>
    /// <param name="connection">Stays open, and free for its chunks, as long as the content is read.</param>
    public static async Task<Func<Stream>?> Find(NpgsqlConnection connection, byte[] sha256, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select gzipped from dftp.attachment where sha256 = $1", connection)
        {
            Parameters = { new() { Value = sha256 } },
        };
        if (await select.ExecuteScalarAsync(cancellation) is not bool gzipped) return null;
        return () =>
        {
            var chunks = new ChunkReader(connection, sha256);
            return gzipped ? new GZipStream(chunks, CompressionMode.Decompress) : chunks;
        };
    }

    /// <summary>Compressing again what is compressed already costs time and gains nothing.</summary>
    private static async Task<bool> IsPacked(Stream content, CancellationToken cancellation)
    {
        var start = new byte[4];
        var got = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        content.Position = 0;
        return start.AsSpan(0, got) is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4];
    }

    /// <summary>Writes what passes through it as rows of <see cref="ChunkBytes"/>.</summary>
    private sealed class ChunkWriter(NpgsqlConnection connection, byte[] sha256) : Stream
    {
        private readonly MemoryStream chunk = new(ChunkBytes);
        private int ordinal;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!buffer.IsEmpty)
            {
                var part = buffer[..Math.Min(buffer.Length, ChunkBytes - (int)chunk.Length)];
                chunk.Write(part.Span);
                buffer = buffer[part.Length..];
                if (chunk.Length == ChunkBytes) await Send(cancellationToken);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask DisposeAsync()
        {
            if (chunk.Length > 0 || ordinal == 0) await Send(CancellationToken.None);
            await base.DisposeAsync();
        }

        private async Task Send(CancellationToken cancellation)
        {
            await using var insert = new NpgsqlCommand("insert into dftp.attachment_chunk values ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = sha256 }, new() { Value = ordinal++ }, new() { Value = chunk.ToArray() } },
            };
            await insert.ExecuteNonQueryAsync(cancellation);
            chunk.SetLength(0);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
