using DayForThePoor.Web.Grants.Complaints;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;

namespace DayForThePoor.Web.Grants;

/// <summary>Registers grants: their rows, queries and what their steps ask of others.</summary>
public static class GrantsModule
{
    public static void AddGrants(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new ReadModel("grants", ["support", "objection", "signature", "step", "step_file", "proposal"], () => new GrantRows()));
        services.AddSingleton<GrantSurroundings>();
        services.AddSingleton<GrantQueries>();
        services.AddSingleton<GrantHistory>();
        services.AddSingleton<ProposalQueries>();
        services.AddSingleton<MeetingQueries>();
        services.AddSingleton<GrantSight>();
        services.AddSingleton<ComplaintQueries>();
        services.AddSingleton<ComplaintSight>();
        services.AddSingleton<ILedgerCheckPart, GrantChecks>();
        services.AddRefusalTexts<GrantTexts>();
    }

    public static void MapGrants(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Grants");
        GrantsApi.Map(api);
        GrantSteps.Map(api);
        MeetingsApi.Map(api);
        ProposalsApi.Map(api);
        ComplaintsApi.Map(api);
        GrantFilesApi.Map(app, api);
    }
}
