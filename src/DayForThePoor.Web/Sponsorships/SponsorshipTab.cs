using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships;

/// <summary>One tab over the pages of sponsorship. Each part adds its own, so that only what is built is shown.</summary>
/// <param name="TextKey">Key in <see cref="SponsorshipTexts"/>.</param>
public sealed record SponsorshipTab(int Order, string Href, string TextKey, Permission Needs);

public static class SponsorshipTabRegistration
{
    public static void AddSponsorshipTabs(this IServiceCollection services, params ReadOnlySpan<SponsorshipTab> tabs)
    {
        foreach (var tab in tabs) services.AddSingleton(tab);
    }
}
