using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Rows of a query as PostgreSQL writes them to COPY … (format binary): each field a length of four bytes (-1: null) and
/// its value, big-endian. Read without turning every column into an object, a million rows pass in about a second.
/// Not for several threads.
/// </summary>
public sealed class CopyRows : IDisposable
{
    /// <summary>Signature (11 bytes), flags and length of the header's extension (4 bytes each, 0).</summary>
    private const int HeaderLength = 19;

    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateTimeOffset FirstInstant = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Stream stream;
    private readonly List<(int At, int Length)> fields = [];
    private byte[] buffer = new byte[1 << 18];
    private int start, end;

    /// <param name="query">Without parameters.</param>
    public CopyRows(NpgsqlConnection connection, string query)
    {
        var copy = connection.BeginRawBinaryCopy($"copy ({query}) to stdout (format binary)");
        copy.ReadTimeout = Timeout.Infinite;
        stream = copy;
        Fill(HeaderLength);
        start = HeaderLength;
    }

    /// <summary>On to the next row; false after the last.</summary>
    public bool Next()
    {
        if (fields.Count > 0) start = fields[^1].At + Math.Max(0, fields[^1].Length);
        fields.Clear();
        Fill(sizeof(short));
        var count = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start));
        if (count < 0) return false;

        var length = sizeof(short);
        for (var i = 0; i < count; i++)
        {
            Fill(length + sizeof(int));
            var size = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start + length));
            fields.Add((length + sizeof(int), size)); // from the row's start, which moves while the buffer is filled
            length += sizeof(int) + Math.Max(0, size);
        }
        Fill(length);
        for (var i = 0; i < count; i++) fields[i] = (fields[i].At + start, fields[i].Length);
        return true;
    }

    public bool IsNull(int field) => fields[field].Length < 0;

    public ReadOnlySpan<byte> Bytes(int field) => buffer.AsSpan(fields[field].At, fields[field].Length);

    /// <summary>Fields as they came, lengths included: what <see cref="Checking.RowImage"/> writes of the same values.</summary>
    public ReadOnlySpan<byte> Image(int from, int to)
    {
        var at = fields[from].At - sizeof(int);
        return buffer.AsSpan(at, fields[to].At + Math.Max(0, fields[to].Length) - at);
    }

    public Guid Id(int field) => new(Bytes(field), bigEndian: true);

    /// <summary>A smallint.</summary>
    public short Small(int field) => BinaryPrimitives.ReadInt16BigEndian(Bytes(field));

    /// <summary>An int.</summary>
    public int Whole(int field) => BinaryPrimitives.ReadInt32BigEndian(Bytes(field));

    /// <summary>A bigint.</summary>
    public long Big(int field) => BinaryPrimitives.ReadInt64BigEndian(Bytes(field));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>A timestamptz: microseconds since 2000.</summary>
    public DateTimeOffset Instant(int field) => FirstInstant.AddTicks(Big(field) * TimeSpan.TicksPerMicrosecond);

    /// <summary>How a date is written: days since 2000.</summary>
    public static int DaysOf(DateOnly date) => date.DayNumber - FirstDay.DayNumber;

    public static DateOnly DayOf(int days) => FirstDay.AddDays(days);

    /// <summary>How an instant is written; stored ones are whole microseconds.</summary>
    public static long MicrosecondsOf(DateTimeOffset instant) => (instant - FirstInstant).Ticks / TimeSpan.TicksPerMicrosecond;

    public void Dispose() => stream.Dispose();

    /// <summary>Sees to it that <paramref name="bytes"/> from the row's start are in the buffer.</summary>
    private void Fill(int bytes)
    {
        if (end - start >= bytes) return;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, bytes));
        while (end < bytes)
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0) throw new EndOfStreamException("The server ended a COPY in the middle of a row.");
            end += read;
        }
    }
}
