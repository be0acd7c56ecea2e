using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Books;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Ledger.Export;
using DayForThePoor.Web.Ledger.Rebuilding;

namespace DayForThePoor.Web.Ledger;

/// <summary>Registers the ledger: its writer, its read model, its books and the verbs that prove them.</summary>
public static class LedgerModule
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LedgerTransaction>();
        services.AddSingleton<EntryQueries>();
        services.AddSingleton<FundFigures>();
        services.AddSingleton<EntriesOfStream>();
        services.AddSingleton<LedgerWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerWriter>());

        services.AddSingleton<TrialBalanceQuery>();
        services.AddSingleton<HledgerJournal>();
        services.AddSingleton<LedgerCheck>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton(CheckLedgerVerb.Verb);
        services.AddSingleton(RebuildVerb.Verb);
        services.AddSingleton(ExportJournalVerb.Verb);
        services.AddRefusalTexts<LedgerTexts>();
    }

    public static void MapLedger(this WebApplication app) => LedgerApi.Map(app);
}
