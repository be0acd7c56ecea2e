using System.Text.Encodings.Web;
using System.Text.Unicode;
using DayForThePoor.Web.Access;
using Microsoft.Extensions.WebEncoders;

namespace DayForThePoor.Web.Http;

/// <summary>What every request passes through, before and after the modules' own routes.</summary>
public static class HttpModule
{
    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // The framework's own records name addresses with what people search for, and EF Core's name every statement.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services.AddLocalization();
        builder.Services.AddRazorComponents();
        // Vietnamese letters as they are, not as eight signs each: pages are read over weak networks.
        builder.Services.Configure<WebEncoderOptions>(encoding => encoding.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSingleton<RefusalTexts>();
        builder.Services.AddExceptionHandler<FailureHandler>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // so that FailureHandler answers it
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "dftp.form";
            forms.Cookie.HttpOnly = true;
            forms.Cookie.SameSite = SameSiteMode.Lax;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRates();
        builder.Services.AddSingleton<ProgressStreams>();
    }

    /// <summary>The order matters: the language stands before whatever may fail, so that failures are told in it.</summary>
    public static void UseHttp(this WebApplication app)
    {
        app.UseTrustedProxy();
        app.UseLanguage();
        app.UseSafetyHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseFailurePages();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseStandingSignIns();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
