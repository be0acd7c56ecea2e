using NetEscapades.AspNetCore.SecurityHeaders;

namespace DayForThePoor.Web.Http;

/// <summary>Headers that hold a browser to what our pages need: nothing inline, nothing from elsewhere, no framing.</summary>
public static class SafetyHeaders
{
    /// <summary>The API's documentation page starts itself by an inline script and styles itself inline.</summary>
    private const string ApiPages = "/scalar";

    /// <summary>Hangfire's pages draw their bars by inline styles; their scripts are files.</summary>
    private const string JobPages = "/jobs";

    /// <summary>Whoever has the address of a sponsor's page sees it; so it is told to nobody, not even to our own pages.</summary>
    private const string SecretPages = "/nhan-do-dau/theo-doi";

    public static void UseSafetyHeaders(this WebApplication app)
    {
        var everywhere = Policy(inlineScripts: false, inlineStyles: false);
        var apiPages = Policy(inlineScripts: true, inlineStyles: true);
        var jobPages = Policy(inlineScripts: false, inlineStyles: true);
        app.UseWhen(context => IsUnder(context, ApiPages), branch => branch.UseSecurityHeaders(apiPages));
        app.UseWhen(context => IsUnder(context, JobPages), branch => branch.UseSecurityHeaders(jobPages));
        var secretPages = Policy(inlineScripts: false, inlineStyles: false).AddReferrerPolicyNoReferrer();
        app.UseWhen(context => IsUnder(context, SecretPages), branch => branch.UseSecurityHeaders(secretPages));
        app.UseWhen(context => !IsUnder(context, ApiPages) && !IsUnder(context, JobPages) && !IsUnder(context, SecretPages), branch => branch.UseSecurityHeaders(everywhere));
    }

    private static bool IsUnder(HttpContext context, string path) => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    private static HeaderPolicyCollection Policy(bool inlineScripts, bool inlineStyles) => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddStrictTransportSecurityMaxAge(maxAgeInSeconds: 365 * 24 * 60 * 60) // sent over https only, never for localhost
        .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
        .AddPermissionsPolicyWithDefaultSecureDirectives()
        .RemoveServerHeader()
        .AddContentSecurityPolicy(content =>
        {
            content.AddDefaultSrc().Self();
            content.AddObjectSrc().None();
            content.AddBaseUri().Self();
            content.AddFormAction().Self();
            content.AddFrameAncestors().None();
            content.AddImgSrc().Self().Data();
            var fonts = content.AddFontSrc().Self();
            if (inlineScripts) fonts.Data();
            var scripts = content.AddScriptSrc().Self();
            if (inlineScripts) scripts.UnsafeInline();
            var styles = content.AddStyleSrc().Self();
            if (inlineStyles) styles.UnsafeInline();
        });
}
