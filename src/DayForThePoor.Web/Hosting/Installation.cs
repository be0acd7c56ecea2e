using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Web.Hosting;

/// <summary>What this installation is, from the environment.</summary>
/// <param name="Demo">DFTP_DEMO=1: every page says DỮ LIỆU MẪU.</param>
/// <param name="PublicUrl">DFTP_PUBLIC_URL: what the QR on a receipt points to; no slash at the end.</param>
/// <param name="DatabaseCode">DFTP_DATABASE_CODE: the first two characters of every receipt code name the issuing database.</param>
public sealed record Installation(bool Demo, string PublicUrl, string DatabaseCode)
{
    /// <exception cref="InvalidOperationException">A setting is missing or unusable; the message says which and what to set.</exception>
    /// <param name="needsPublicUrl">False for a verb, which prints no receipt.</param>
    public static Installation From(IConfiguration configuration, bool needsPublicUrl)
    {
        var demo = configuration["DFTP_DEMO"] is "1" or "true";
        return new Installation(demo, PublicUrlOf(configuration, demo || !needsPublicUrl), CodeOf(configuration["DFTP_DATABASE_CODE"]));
    }

    /// <summary>Receipts printed with a made-up host could never be checked, so outside the demo nothing is assumed.</summary>
    private static string PublicUrlOf(IConfiguration configuration, bool mayBeAssumed)
    {
        if (configuration["DFTP_PUBLIC_URL"]?.TrimEnd('/') is { Length: > 0 } url)
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Query: "", Fragment: "" }
                ? url
                : throw new InvalidOperationException($"DFTP_PUBLIC_URL is \"{url}\". It has to be an http or https address, e.g. https://quy.example.vn.");
        return mayBeAssumed
            ? configuration["ASPNETCORE_URLS"]?.Split(';')[0].TrimEnd('/') ?? "http://127.0.0.1:5080"
            : throw new InvalidOperationException("DFTP_PUBLIC_URL is not set. It is the address printed in every receipt's QR, e.g. https://quy.example.vn.");
    }

    /// <summary>An unusable code would show only when the first receipt is made.</summary>
    private static string CodeOf(string? code)
    {
        if (code is null or "") return CheckCode.DefaultIssuer;
        return code.Length == CheckCode.DefaultIssuer.Length && code.All(c => CheckCode.Alphabet.Contains(c, StringComparison.Ordinal))
            ? code
            : throw new InvalidOperationException($"DFTP_DATABASE_CODE is \"{code}\". It has to be two characters of {CheckCode.Alphabet}.");
    }
}
