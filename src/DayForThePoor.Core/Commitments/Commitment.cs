using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Commitments;

/// <summary>
/// What an event holds instead of a text about a person: SHA-256 over a random salt and the text. It proves what the
/// text was while the text exists, and tells nothing once salt and text are erased.
/// </summary>
public static class Commitment
{
    /// <summary>Length of a commitment in bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Least length of a salt in bytes. Below it a short name could be found by trying names.</summary>
    public const int MinSaltSize = 16;

    /// <summary>SHA-256(<paramref name="salt"/> ‖ UTF-8(NFC(<paramref name="text"/>))), 32 bytes.</summary>
    /// <param name="salt">Random bytes of this one text, at least <see cref="MinSaltSize"/>; never shared between texts.</param>
    /// <param name="text">The text as typed; both Unicode spellings of "Nguyễn" give one commitment.</param>
    public static byte[] Of(ReadOnlySpan<byte> salt, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(salt.Length, MinSaltSize, nameof(salt));
        return SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(WellFormed.Of(text).Normalize(NormalizationForm.FormC))]);
    }

    /// <summary>Whether <paramref name="commitment"/> was made from this salt and text.</summary>
    public static bool Holds(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> salt, string text) =>
        CryptographicOperations.FixedTimeEquals(commitment, Of(salt, text));
}
