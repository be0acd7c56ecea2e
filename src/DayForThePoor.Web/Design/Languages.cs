using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace DayForThePoor.Web.Design;

/// <summary>
/// Vietnamese unless a person chose English on a page, or an API caller asked for it. A browser's own language does not
/// decide: many offices run an English Windows and read Vietnamese.
/// </summary>
public sealed class Languages
{
    public const string Vietnamese = "vi", English = "en";

    public string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Vietnamese;

    public string Other => Current == English ? Vietnamese : English;

    /// <summary>Where the switch leads; the address to come back to stays on this site.</summary>
    public string SwitchTo(string language, string back) => $"/ngon-ngu?sang={language}&ve={Uri.EscapeDataString(back)}";

    public static RequestLocalizationOptions Options()
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Vietnamese),
            SupportedCultures = [new CultureInfo(Vietnamese), new CultureInfo(English)],
            SupportedUICultures = [new CultureInfo(Vietnamese), new CultureInfo(English)],
        };
        var header = new AcceptLanguageHeaderRequestCultureProvider { Options = options };
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { Options = options },
            new CustomRequestCultureProvider(async context =>
                context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? await header.DetermineProviderCultureResult(context) : null),
        ];
        return options;
    }

    public static IResult Choose(HttpContext http, string? sang, string? ve)
    {
        var language = sang == English ? English : Vietnamese;
        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return Results.LocalRedirect(ve is ['/', ..] and not ['/', '/' or '\\', ..] ? ve : "/");
    }
}
