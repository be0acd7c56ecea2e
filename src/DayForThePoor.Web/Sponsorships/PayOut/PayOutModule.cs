using DayForThePoor.Web.Access;
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
        services.AddSingleton<Deliveries>();
        services.AddSingleton<DeliverySheet>();
        services.AddSponsorshipTabs(
            new(60, "/do-dau/chi-tra", "Tab.PayOut", Permission.ReadSponsorships),
            new(70, DeliveryFiles.Address, "Tab.Deliveries", Permission.ReadSponsorships));
        services.AddRefusalTexts<PayOutTexts>();
    }

    public static void MapPayOut(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Sponsorship");
        PayOutApi.Map(api);
        DeliveriesApi.Map(api);
        DeliveryFiles.Map(app);
    }
}
