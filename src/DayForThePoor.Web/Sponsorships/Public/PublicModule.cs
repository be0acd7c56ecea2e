using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Antiforgery;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>Registers what leaves the circle of the staff: the public page, the sponsors' own pages, letters.</summary>
public static class PublicModule
{
    public static void AddPublicSponsorship(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PublicFigures>();
        services.AddSingleton<WaitingCases>();
        services.AddSingleton<PublicSummaries>();
        services.AddSingleton<SponsorPages>();
        services.AddSingleton<FollowCheck>();
        services.AddSingleton<PageViews>();
        services.AddSingleton<LetterBox>();
        services.AddSingleton<LetterQueries>();
        services.AddSingleton<ITodayTasks, TodayLetters>();
        services.AddRefusalTexts<PublicTexts>();
        services.AddSponsorshipTabs(new SponsorshipTab(70, "/do-dau/thu", "Tab.Letters", Permission.ReadSponsorships));
    }

    public static void MapPublicSponsorship(this WebApplication app)
    {
        var open = app.MapGroup("").AllowAnonymous().RequireRateLimiting(Rates.Public);
        open.MapGet("/api/public/sponsorship/summary", SummaryApi.Get).WithSummary("Sponsoring: figures of groups and who waits for a sponsor").Produces<SummaryAnswer>();
        open.MapGet("/nhan-do-dau/theo-doi/{code}/tep/{file:guid}", SponsorFiles.Get).ExcludeFromDescription();
        app.MapPost("/do-dau/nguoi-do-dau/{id:guid}/lien-ket-moi", SponsorLinkRoute.Renew).RequireAuthorization()
            .WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
    }
}
