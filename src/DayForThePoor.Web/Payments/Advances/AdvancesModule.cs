using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Checking;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>Registers advances: their book, settlement, papers and check.</summary>
public static class AdvancesModule
{
    public static void AddAdvances(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AdvanceQueries>();
        services.AddSingleton<PayableGrantList>();
        services.AddSingleton<ILedgerCheckPart, AdvanceChecks>();
        services.AddScoped<ITodayTasks, TodayAdvances>();
        services.AddRefusalTexts<AdvanceTexts>();
        services.AddMenu(new MenuEntry(MenuSection.Paying, 60, "/chi/tam-ung", "Menu.Advances", Permission.ReadLedger));
    }

    public static void MapAdvances(this WebApplication app)
    {
        AdvancesApi.Map(app);
        app.MapGet(TableFile.Route("/chi/tam-ung/so-theo-doi"), AdvanceBook.Download).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/chi/tam-ung/{id:guid}/{paper:regex(^(de-nghi|thanh-toan)$)}.pdf", AdvancePapers.Download).RequireAuthorization().ExcludeFromDescription();
    }
}
