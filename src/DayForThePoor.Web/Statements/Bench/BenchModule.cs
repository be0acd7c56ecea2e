using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Books.Pages;
using DayForThePoor.Web.Statements.Bench.Bulk;
using DayForThePoor.Web.Statements.Bench.Decisions;
using DayForThePoor.Web.Statements.Bench.Pages;
using DayForThePoor.Web.Statements.Bench.Rules;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>Registers the workbench of reconciliation: its pages, rules and decisions.</summary>
public static class BenchModule
{
    public static void AddBench(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RuleQueries>();
        services.AddSingleton<RuleTrials>();
        services.AddSingleton<AccountWorks>();
        services.AddSingleton<MadeMatches>();
        services.AddSingleton<Charges>();
        services.AddSingleton<BulkLines>();
        services.AddSingleton<PendingLines>();
        services.AddScoped<ITodayTasks, TodayReconciliation>();
        services.AddVoucherOrigin<MatchOfVoucher>("statement_lines_matched", "statement_lines_released");
        services.AddMenu(
            new MenuEntry(MenuSection.CashAndBank, 45, "/doi-chieu", "Menu.Reconcile", Permission.Reconcile),
            new MenuEntry(MenuSection.CashAndBank, 47, "/doi-chieu/cho-xu-ly", "Menu.Pending", Permission.Reconcile));
        services.AddRefusalTexts<BenchTexts>();
    }

    public static void MapBench(this WebApplication app)
    {
        app.MapGet(TableFile.Route("/doi-chieu/da-khop"), MatchFile.Download).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/doi-chieu/van-ban/{match:guid}", MatchFile.Paper).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/doi-chieu/gia-han/{extension:guid}", ExtensionPaper.Get).RequireAuthorization().ExcludeFromDescription();
    }
}
