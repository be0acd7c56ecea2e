using DayForThePoor.Web.Http;
using DayForThePoor.Web.Sponsorships.Office;

namespace DayForThePoor.Web.Sponsorships;

/// <summary>Registers what all parts of sponsorship share, and the office that looks over them.</summary>
public static class SponsorshipsModule
{
    public static void AddSponsorships(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SponsorshipSettings>();
        builder.Services.AddSingleton<StateCounts>();
        builder.Services.AddRefusalTexts<SponsorshipTexts>();
        builder.AddSponsorshipOffice();
    }

    public static void MapSponsorships(this WebApplication app) => app.MapSponsorshipOffice();
}
