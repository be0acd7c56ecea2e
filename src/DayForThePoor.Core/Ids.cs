using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Core;

/// <summary>
/// Ids that are functions of what they name, so that the same gift reported twice is the same stream, by whichever
/// door and however often. UUID version 8 (RFC 9562 §5.8) over SHA-256.
/// </summary>
public static class Ids
{
    /// <summary>
    /// The id of the thing that <paramref name="parts"/> name within <paramref name="domain"/>: the first 16 bytes of
    /// SHA-256 over domain and parts, each as UTF-8 behind its length in bytes (4 bytes, big-endian), with the version
    /// and variant bits set. The lengths keep ("ab","c") and ("a","bc") apart.
    /// Parts are compared byte by byte: upper case, trimming and NFC are the caller's business.
    /// The formula is frozen by vectors in the tests; changing it would orphan every stream.
    /// </summary>
    /// <param name="domain">What kind of thing it is, e.g. "donation".</param>
    /// <param name="parts">What makes it that one, written without culture (ids as "N" or "D", dates yyyy-MM-dd).</param>
    public static Guid Of(string domain, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, domain);
        foreach (var part in parts) Append(hash, part);

        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }

    /// <inheritdoc cref="Of(string, ReadOnlySpan{string})"/>
    /// <param name="domain">What kind of thing it is.</param>
    /// <param name="owner">The id that owns it, taken as its "D" form.</param>
    /// <param name="parts">What makes it that one among its owner's.</param>
    public static Guid Of(string domain, Guid owner, params ReadOnlySpan<string> parts) =>
        Of(domain, [owner.ToString("D"), .. parts]);

    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
