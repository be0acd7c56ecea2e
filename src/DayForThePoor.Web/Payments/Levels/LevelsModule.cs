using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Checking;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Registers money between levels: its steps, pages and check.</summary>
public static class LevelsModule
{
    public static void AddLevels(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<TransferQueries>();
        services.AddSingleton<TransferWriter>();
        services.AddSingleton<EndAwaiting>();
        services.AddSingleton<ILedgerCheckPart, TransferChecks>();
        services.AddScoped<ITodayTasks, TodayTransfers>();
        services.AddScoped<ITodayTasks, TodayTransfersToApprove>();
        services.AddRefusalTexts<LevelTexts>();
        services.AddMenu(new MenuEntry(MenuSection.Paying, 70, "/chi/cap-tren", "Menu.Levels", Permission.ReadLedger));
    }

    public static void MapLevels(this WebApplication app)
    {
        TransfersApi.Map(app);
        app.MapGet("/chi/cap-tren/{id:guid}/van-ban", TransferScan.Download).RequireAuthorization().ExcludeFromDescription();
    }
}
