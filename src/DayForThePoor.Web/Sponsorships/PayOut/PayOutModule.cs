using DayForThePoor.Web.Http;
using DayForThePoor.Web.Payments;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>Registers the three numbers, paying out by list and handing over directly.</summary>
public static class PayOutModule
{
    public static void AddPayOut(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PledgeNumbers>();
        services.AddSingleton<PledgeSchedules>();
        services.AddSingleton<Payouts>();
        services.AddSingleton<ISponsoredLines, SponsoredPayments>();
        services.AddRefusalTexts<PayOutTexts>();
    }

    public static void MapPayOut(this WebApplication app) => PayOutApi.Map(app.MapGroup("/api").WithTags("Sponsorship"));
}
