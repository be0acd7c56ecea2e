using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Sponsorships.Pledges.Pages;
using DayForThePoor.Web.Sponsorships.Sponsors;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Registers pledges and sponsors: their rows, queries and doors.</summary>
public static class PledgesModule
{
    public static void AddPledges(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new ReadModel("sponsorships", ["pledge", "instalment", "received_part", "delivery", "step"], () => new PledgeRows()));
        services.AddSingleton<PledgeSurroundings>();
        services.AddSingleton<PledgeQueries>();
        services.AddSingleton<PledgeSight>();
        services.AddSingleton<PledgeHistory>();
        services.AddSingleton<ILedgerCheckPart, PledgeChecks>();
        services.AddSingleton<PledgeChoices>();
        services.AddSingleton<SponsorQueries>();
        services.AddSingleton<SponsorDetails>();
        services.AddSponsorshipTabs(
            new(50, "/do-dau/nguoi-do-dau", "Tab.Sponsors", Permission.ReadSponsorships), new(60, "/do-dau/cam-ket", "Tab.Pledges", Permission.ReadSponsorships));
        services.AddRefusalTexts<PledgeTexts>();
        services.AddRefusalTexts<SponsorTexts>();
    }

    public static void MapPledges(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Sponsorships");
        PledgesApi.Map(api);
        SponsorsApi.Map(api);
        VettingsApi.Map(app, api);
        app.MapGet(TableFile.Route("/do-dau/cam-ket"), PledgeListFile.Download).ExcludeFromDescription();
    }
}
