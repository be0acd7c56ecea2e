using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Hash over the list (bảng kê) behind a collective voucher, in the order of its lines: SHA-256 over, for each line, the
/// date as yyyyMMdd (4 bytes), the reference as UTF-8 behind its length (4), amount (8), ordinal (4) and the commitment of
/// the memo (32); numbers big-endian. The memo itself stays out, so that it can be erased and the hash still holds.
/// </summary>
public sealed class LineList : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] form = new byte[256];

    /// <summary>Lines taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of the amounts in đồng.</summary>
    public long Total { get; private set; }

    public void Append(DateOnly date, string reference, long amount, int ordinal, ReadOnlySpan<byte> memoCommitment)
    {
        var most = 20 + Encoding.UTF8.GetMaxByteCount(reference.Length) + memoCommitment.Length;
        if (form.Length < most) form = new byte[most];

        BinaryPrimitives.WriteInt32BigEndian(form, date.Year * 10_000 + date.Month * 100 + date.Day);
        var bytes = Encoding.UTF8.GetBytes(reference, form.AsSpan(8));
        BinaryPrimitives.WriteInt32BigEndian(form.AsSpan(4), bytes);
        var rest = form.AsSpan(8 + bytes);
        BinaryPrimitives.WriteInt64BigEndian(rest, amount);
        BinaryPrimitives.WriteInt32BigEndian(rest[8..], ordinal);
        memoCommitment.CopyTo(rest[12..]);
        hash.AppendData(form.AsSpan(0, 20 + bytes + memoCommitment.Length));
        Count++;
        Total = checked(Total + amount);
    }

    /// <summary>The hash in lower-case hex; the list is empty afterwards.</summary>
    public string Finish()
    {
        Count = 0;
        Total = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();
}
