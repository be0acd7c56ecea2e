using NetEscapades.AspNetCore.SecurityHeaders;

namespace DayForThePoor.Web.Http;

/// <summary>Headers that hold a browser to what our pages need: nothing inline, nothing from elsewhere, no framing.</summary>
public static class SafetyHeaders
{
    /// <summary>The API's documentation page starts itself by an inline script and styles itself inline.</summary>
    private const string ApiPages = "/scalar";

    public static void UseSafetyHeaders(this WebApplication app)
    {
        var everywhere = Policy(strict: true);
        var apiPages = Policy(strict: false);
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ApiPages, StringComparison.OrdinalIgnoreCase), branch => branch.UseSecurityHeaders(apiPages));
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(ApiPages, StringComparison.OrdinalIgnoreCase), branch => branch.UseSecurityHeaders(everywhere));
    }

    private static HeaderPolicyCollection Policy(bool strict) => new HeaderPolicyCollection()
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
            content.AddFontSrc().Self();
            if (strict)
            {
                content.AddScriptSrc().Self();
                content.AddStyleSrc().Self();
            }
            else
            {
                content.AddScriptSrc().Self().UnsafeInline();
                content.AddStyleSrc().Self().UnsafeInline();
                content.AddFontSrc().Self().Data();
            }
        });
}
