using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;

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
        services.AddRefusalTexts<CaseTexts>();
    }

    public static void MapCases(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Sponsorships");
        CasesApi.Map(api);
        CaseStepsApi.Map(api);
        CaseFilesApi.Map(app, api);
    }
}
