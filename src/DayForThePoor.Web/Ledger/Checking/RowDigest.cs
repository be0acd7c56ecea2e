using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>
/// Fingerprints of rows, 128 bits of SHA-256 over their columns, so that a million rows can be compared in little memory.
/// Fingerprints of the rows of one owner are added up: the sum does not depend on the order in which rows are read.
/// Not for several threads.
/// </summary>
public sealed class RowDigest
{
    private byte[] buffer = new byte[1024];
    private int length;

    public RowDigest Add(Guid value)
    {
        value.TryWriteBytes(Room(16));
        return this;
    }

    public RowDigest Add(Guid? value) => value is { } id ? Add(true).Add(id) : Add(false);

    public RowDigest Add(bool value)
    {
        Room(1)[0] = value ? (byte)1 : (byte)0;
        return this;
    }

    public RowDigest Add(bool? value) => Add(value is null ? 2L : value.Value ? 1L : 0L);

    public RowDigest Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        return this;
    }

    public RowDigest Add(long? value) => value is { } number ? Add(true).Add(number) : Add(false);

    public RowDigest Add(DateOnly value) => Add((long)value.DayNumber);

    public RowDigest Add(DateOnly? value) => Add((long)(value?.DayNumber ?? -1));

    public RowDigest Add(DateTimeOffset? value) => Add(value?.UtcTicks ?? -1);

    /// <summary>4.0 and 4.000 are one quantity.</summary>
    public RowDigest Add(decimal value) => Add(decimal.ToInt64(value * 1000m));

    public RowDigest Add(string? value)
    {
        if (value is null) return Add(-1L);
        var bytes = Encoding.UTF8.GetByteCount(value);
        Add((long)bytes);
        Encoding.UTF8.GetBytes(value, Room(bytes));
        return this;
    }

    public RowDigest Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Add((long)value.Length).Room(value.Length));
        return this;
    }

    /// <summary>The fingerprint of what was added since the last call.</summary>
    public UInt128 Take()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        length = 0;
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private Span<byte> Room(int bytes)
    {
        if (length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        length += bytes;
        return buffer.AsSpan(length - bytes, bytes);
    }
}
