using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>
/// Hash over the links of a match in their order: SHA-256 over, for each link, the id of the line (8 bytes) and the amount
/// (8), big-endian. The item is left out, because a gift whose receipt is made out again passes its line on.
/// </summary>
public sealed class LinkList : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Links taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of the amounts in đồng.</summary>
    public long Total { get; private set; }

    public void Append(long line, long amount)
    {
        Span<byte> form = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(form, line);
        BinaryPrimitives.WriteInt64BigEndian(form[8..], amount);
        hash.AppendData(form);
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
