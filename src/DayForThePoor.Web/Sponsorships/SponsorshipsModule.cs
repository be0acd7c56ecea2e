using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Sponsorships;

/// <summary>Registers what all parts of sponsorship share.</summary>
public static class SponsorshipsModule
{
    public static void AddSponsorships(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SponsorshipSettings>();
        builder.Services.AddRefusalTexts<SponsorshipTexts>();
    }
}
