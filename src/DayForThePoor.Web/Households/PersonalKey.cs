using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Households;

/// <summary>
/// What ID numbers are sealed and found with. The key is a setting of the installation (DFTP_PERSONAL_KEY) and never in the
/// database, so that a copy of the database alone gives nobody's number away.
/// </summary>
public sealed class PersonalKey
{
    /// <summary>Of the setting, in characters; shorter ones can be guessed.</summary>
    public const int Shortest = 24;

    private const int NonceBytes = 12, TagBytes = 16, KeyBytes = 32;

    /// <summary>First byte of what is sealed: a later way of sealing can stand beside this one.</summary>
    private const byte Version = 1;

    private readonly byte[]? sealing, finding;

    public PersonalKey(IConfiguration configuration, Installation installation)
    {
        // Sample people are made up: whoever tries the product out needs no secret for them.
        var secret = configuration["DFTP_PERSONAL_KEY"] is { Length: > 0 } given ? given : installation.Demo ? "sample data have no secrets" : null;
        if (secret is null) return;
        if (secret.Length < Shortest) throw new InvalidOperationException($"DFTP_PERSONAL_KEY has {secret.Length} characters; at least {Shortest} are needed.");
        sealing = Derived(secret, "seal");
        finding = Derived(secret, "find");
    }

    /// <summary>Nonce, tag and cipher of AES-256-GCM behind a version byte.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var whole = new byte[1 + NonceBytes + TagBytes + plain.Length];
        whole[0] = Version;
        var nonce = whole.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Needed(sealing), TagBytes);
        aes.Encrypt(nonce, plain, whole.AsSpan(1 + NonceBytes + TagBytes), whole.AsSpan(1 + NonceBytes, TagBytes));
        return whole;
    }

    public byte[] Seal(string plain) => Seal(Encoding.UTF8.GetBytes(plain));

    /// <exception cref="CryptographicException">Sealed with another key, or damaged.</exception>
    public byte[] Open(byte[] whole)
    {
        if (whole.Length < 1 + NonceBytes + TagBytes || whole[0] != Version) throw new CryptographicException("Not sealed by this program.");
        var plain = new byte[whole.Length - 1 - NonceBytes - TagBytes];
        using var aes = new AesGcm(Needed(sealing), TagBytes);
        aes.Decrypt(whole.AsSpan(1, NonceBytes), whole.AsSpan(1 + NonceBytes + TagBytes), whole.AsSpan(1 + NonceBytes, TagBytes), plain);
        return plain;
    }

    public string OpenText(byte[] whole) => Encoding.UTF8.GetString(Open(whole));

    /// <summary>Keyed hash (HMAC-SHA-256, the first 16 bytes): equal for equal numbers, and useless for guessing without the key.</summary>
    public byte[] Print(string number) => HMACSHA256.HashData(Needed(finding), Encoding.UTF8.GetBytes(number))[..16];

    private static byte[] Derived(string secret, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: Encoding.UTF8.GetBytes($"dftp households {use}"));

    private static byte[] Needed(byte[]? key) => key
        ?? throw new InvalidOperationException("DFTP_PERSONAL_KEY is not set. ID numbers are sealed with it; keep it with the installation's secrets.");
}
