using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Statements.Inbox;
using DayForThePoor.Web.Statements.Stale;
using Wolverine;

namespace DayForThePoor.Web.Statements;

/// <summary>Registers bank statements: import, lists, checks.</summary>
public static class StatementsModule
{
    /// <summary>Files imported at the same time on one node; more would only take turns on the database and starve the pages.</summary>
    private const int ImportsAtOnce = 2;

    public static void AddStatements(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StatementInbox>();
        builder.Services.AddSingleton<StatementDayWriter>();
        builder.Services.AddSingleton<StatementImport>();
        builder.Services.AddSingleton<StatementQueries>();
        builder.Services.AddSingleton<ReadableAccounts>();
        builder.Services.AddSingleton<ILedgerCheckPart, StatementChecks>();
        builder.Services.AddSingleton<IReversalGuard, MatchedEntries>();
        builder.Services.AddScoped<ITodayTasks, TodayStatements>();
        builder.Services.AddRefusalTexts<StatementTexts>();
        builder.Services.AddMenu(
            new MenuEntry(MenuSection.CashAndBank, 40, "/sao-ke", "Menu.ImportStatement", Permission.ReadLedger),
            new MenuEntry(MenuSection.CashAndBank, 50, "/sao-ke/dong", "Menu.StatementLines", Permission.ReadLedger),
            new MenuEntry(MenuSection.Settings, 60, "/thiet-lap/mau-cot", "Menu.ColumnProfiles", Permission.ImportStatements));
        builder.Services.AddSingleton(ImportVerb.Verb);
        builder.Services.AddHostedService<UnfinishedImports>();
        builder.Services.AddInbox();
        builder.Services.AddStaleLines();
    }

    public static void ConfigureStatements(this WolverineOptions options) =>
        options.LocalQueueFor<ImportStatementFile>().MaximumParallelMessages(ImportsAtOnce);
}
