using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace DayForThePoor.Web.Access;

/// <summary>
/// How a request says who sends it: a cookie for pages, a bearer token for <c>/api</c>, never the other way round. A page
/// of somebody else can make a browser send our cookie; so it may not open what has no antiforgery check.
/// </summary>
public static class Doors
{
    /// <summary>How long a token lasts.</summary>
    public static readonly TimeSpan TokenLasts = TimeSpan.FromHours(8);

    /// <summary>How long a sign-in by page lasts: a working day with its break. Never prolonged, or a copied cookie would live for ever.</summary>
    public static readonly TimeSpan CookieLasts = TimeSpan.FromHours(12);

    public const string SignInPage = "/dang-nhap";

    private const string ByPath = "by-path";

    public static void AddDoors(this IServiceCollection services)
    {
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, options => options.ForwardDefaultSelector = context =>
                context.IsApi() ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddBearerToken(options => options.BearerTokenExpiration = TokenLasts)
            .AddCookie(options =>
            {
                options.Cookie.Name = "dftp";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = CookieLasts;
                options.SlidingExpiration = false;
                options.LoginPath = SignInPage;
                options.ReturnUrlParameter = "ve";
                options.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
