using DayForThePoor.Core.Money;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Design;

/// <summary>Registers layout, shared components, languages and the small endpoints that the scripts call.</summary>
public static class DesignModule
{
    public static void AddDesign(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Menu>();
        builder.Services.AddScoped<Viewer>();
        builder.Services.AddRefusalTexts<DesignTexts>();
    }

    public static void MapDesign(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/noi-bo/bang-chu", InWords).RequireAuthorization().ExcludeFromDescription();
        app.MapRazorComponents<App>();
    }

    /// <summary>The words of an amount as it is typed; empty when it is no amount yet.</summary>
    private static string InWords(string? so) =>
        MoneyText.Parse(so).TryGet(out var amount) && amount > Vnd.Zero && amount.Amount <= AmountInWords.Greatest ? AmountInWords.Of(amount) : "";
}
