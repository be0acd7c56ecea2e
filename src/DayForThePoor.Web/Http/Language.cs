using System.Globalization;

namespace DayForThePoor.Web.Http;

/// <summary>
/// The language of the texts: Vietnamese unless the caller asks for English; the API by Accept-Language, pages by the
/// switch in the page (<c>?lang=en</c>, kept in a cookie). Figures and dates are written by our own formats, so the culture
/// of formatting stays invariant and a missing format shows in tests on every machine.
/// </summary>
public static class Language
{
    public const string Cookie = "lang";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static void UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = context.IsApi() ? OfHeader(context.Request) : OfPage(context);
        return next(context);
    });

    /// <summary>For the document's lang attribute: "vi" or "en".</summary>
    public static string Code => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static CultureInfo OfHeader(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(language => (language.Quality ?? 1) > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value is { } tag ? Known(tag) : null)
            .FirstOrDefault(known => known is not null) ?? Vietnamese;

    private static CultureInfo OfPage(HttpContext context)
    {
        if (Known(context.Request.Query["lang"].ToString()) is not { } asked)
            return Known(context.Request.Cookies[Cookie] ?? "") ?? Vietnamese;
        context.Response.Cookies.Append(Cookie, asked.Name, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
        });
        return asked;
    }

    private static CultureInfo? Known(string tag) =>
        tag.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? Vietnamese
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;
}
