using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Sponsorships.Cases.Pages;
using DayForThePoor.Web.Sponsorships.Cases.Printing;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Registers cases of supported people: their rows, queries, consents.</summary>
public static class CasesModule
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new ReadModel("sponsorships", ["case_state", "life_change"], () => new CaseRows()));
        services.AddSingleton<CaseQueries>();
        services.AddSingleton<CaseDetails>();
        services.AddSingleton<CaseSight>();
        services.AddSingleton<CaseHistoryQueries>();
        services.AddSingleton<SlotQueries>();
        services.AddSingleton<IHouseholdTie, CaseTies>();
        services.AddSingleton<IHouseholdTimeline, CaseTimeline>();
        services.AddSingleton<ILedgerCheckPart, CaseChecks>();
        services.AddRefusalTexts<CaseTexts>();
        services.AddSponsorshipTabs(
            new(20, "/do-dau/ho-so", "Tab.Cases", Permission.ReadSponsorships),
            new(30, "/do-dau/phan-trong", "Tab.Slots", Permission.ReadSponsorships));
    }

    public static void MapCases(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Sponsorships");
        CasesApi.Map(api);
        CaseStepsApi.Map(api);
        CaseFilesApi.Map(app, api);
        CasePrints.Map(app);
        app.MapGet(TableFile.Route("/do-dau/ho-so"), CaseListFile.Download).ExcludeFromDescription();
        app.MapGet(TableFile.Route("/do-dau/phan-trong"), OpenSlotFile.Download).ExcludeFromDescription();
    }
}
