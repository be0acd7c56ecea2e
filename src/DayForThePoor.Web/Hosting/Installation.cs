using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Web.Hosting;

/// <summary>What this installation is, from the environment.</summary>
/// <param name="Demo">DFTP_DEMO=1: every page says DỮ LIỆU MẪU.</param>
/// <param name="PublicUrl">DFTP_PUBLIC_URL: what the QR on a receipt points to; no slash at the end.</param>
/// <param name="DatabaseCode">DFTP_DATABASE_CODE: the first two characters of every receipt code name the issuing database.</param>
public sealed record Installation(bool Demo, string PublicUrl, string DatabaseCode)
{
    /// <exception cref="InvalidOperationException">DFTP_PUBLIC_URL is missing outside the demo: receipts printed with a
    /// made-up host could never be checked.</exception>
    public static Installation From(IConfiguration configuration, bool needsPublicUrl)
    {
        var demo = configuration["DFTP_DEMO"] is "1" or "true";
        var url = configuration["DFTP_PUBLIC_URL"]?.TrimEnd('/');
        if (string.IsNullOrEmpty(url))
        {
            if (!demo && needsPublicUrl)
                throw new InvalidOperationException("DFTP_PUBLIC_URL is not set. It is the address printed in every receipt's QR, e.g. https://quy.example.vn.");
            url = configuration["ASPNETCORE_URLS"]?.Split(';')[0].TrimEnd('/') ?? "http://127.0.0.1:5080";
        }
        return new Installation(demo, url, configuration["DFTP_DATABASE_CODE"] ?? CheckCode.DefaultIssuer);
    }
}
