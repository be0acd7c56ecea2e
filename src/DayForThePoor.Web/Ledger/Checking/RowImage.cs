using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>
/// A row as PostgreSQL would send it, made from an event: equal rows are equal bytes, so that a table is compared by the
/// fingerprints of what came over the wire. A column that is left out here is a difference in every row and cannot be
/// forgotten. Fingerprints are 128 bits under a seed that is drawn anew for each check; those of the rows of one owner are
/// added up, since the order of rows does not matter. Not for several threads.
/// </summary>
public sealed class RowImage
{
    private readonly long seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private byte[] buffer = new byte[1024];
    private int length;

    /// <summary>The fingerprint of the columns added since the last call.</summary>
    public UInt128 Take()
    {
        var fingerprint = Of(buffer.AsSpan(0, length));
        length = 0;
        return fingerprint;
    }

    /// <summary>The fingerprint of columns as they came.</summary>
    public UInt128 Of(ReadOnlySpan<byte> image) => XxHash128.HashToUInt128(image, seed);

    public RowImage Add(Guid? value)
    {
        if (value is { } id) id.TryWriteBytes(Field(16), bigEndian: true, out _);
        else Null();
        return this;
    }

    public RowImage Add(bool? value)
    {
        if (value is { } yes) Field(1)[0] = yes ? (byte)1 : (byte)0;
        else Null();
        return this;
    }

    public RowImage AddShort(int value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), checked((short)value));
        return this;
    }

    public RowImage AddInt(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);
        return this;
    }

    public RowImage AddLong(long? value)
    {
        if (value is { } number) BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), number);
        else Null();
        return this;
    }

    public RowImage Add(DateOnly? value)
    {
        if (value is { } day) AddInt(CopyRows.DaysOf(day));
        else Null();
        return this;
    }

    public RowImage Add(DateTimeOffset? value) => AddLong(value is { } instant ? CopyRows.MicrosecondsOf(instant) : null);

    public RowImage Add(string? value)
    {
        if (value is null) Null();
        else Encoding.UTF8.GetBytes(value, Field(Encoding.UTF8.GetByteCount(value)));
        return this;
    }

    public RowImage Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Field(value.Length));
        return this;
    }

    private void Null() => BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), -1);

    private Span<byte> Field(int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), bytes);
        return Room(bytes);
    }

    private Span<byte> Room(int bytes)
    {
        if (length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        length += bytes;
        return buffer.AsSpan(length - bytes, bytes);
    }
}
