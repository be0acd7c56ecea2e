using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace DayForThePoor.Web.Http;

/// <summary>Who is calling, as far as rates are concerned.</summary>
public static class ClientAddress
{
    /// <summary>Of IPv6 only the network part (/64): one customer owns all the rest and could change it at will.</summary>
    public static string RateKey(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    /// <summary>
    /// Believes X-Forwarded-For and -Proto only from the proxy named in DFTP_TRUSTED_PROXY (an address or a network like
    /// 10.0.0.0/8); otherwise anybody could choose the address they are limited by.
    /// </summary>
    public static void UseTrustedProxy(this WebApplication app)
    {
        if (app.Configuration["DFTP_TRUSTED_PROXY"] is not { Length: > 0 } proxy) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy.Contains('/', StringComparison.Ordinal) ? proxy
            : proxy + (proxy.Contains(':', StringComparison.Ordinal) ? "/128" : "/32")));
        app.UseForwardedHeaders(options);
    }
}
