using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>
/// How a notification proves where it comes from: HMAC-SHA256 under the account's secret over the moment of sending, a
/// full stop and the body byte for byte. A signature older or newer than five minutes opens nothing.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Seconds since 1970, as decimal digits.</summary>
    public const string TimestampHeader = "X-Webhook-Timestamp";

    /// <summary>"v1=" and 64 hexadecimal digits.</summary>
    public const string SignatureHeader = "X-Webhook-Signature";

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Version = "v1=";

    public static string Of(byte[] key, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{timestamp}."));
        hmac.AppendData(body);
        return Version + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Compared in constant time, so that nobody learns a signature byte by byte.</summary>
    public static bool Holds(byte[] key, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, timestamp, body)), Encoding.ASCII.GetBytes(signature ?? ""));
    }
}
