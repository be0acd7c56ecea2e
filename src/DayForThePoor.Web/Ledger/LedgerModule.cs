using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Ledger.Books;
using DayForThePoor.Web.Ledger.Books.Pages;
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
        services.AddSingleton(new ReadModel("ledger", ["entry", "posting"], () => new EntryRows()));
        services.AddSingleton<LedgerTransaction>();
        services.AddSingleton<EntryQueries>();
        services.AddSingleton<FundFigures>();
        services.AddSingleton<EntriesOfStream>();
        services.AddSingleton<LedgerWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerWriter>());

        services.AddSingleton<TrialBalanceQuery>();
        services.AddSingleton<BookQuery>();
        services.AddSingleton<JournalQuery>();
        services.AddSingleton<HledgerJournal>();
        services.AddSingleton<LedgerCheck>();
        services.AddJob(NightlyCheck.Job);
        services.AddSingleton<Rebuild>();
        services.AddSingleton(CheckLedgerVerb.Verb);
        services.AddSingleton(RebuildVerb.Verb);
        services.AddSingleton(ExportJournalVerb.Verb);
        services.AddRefusalTexts<LedgerTexts>();
        services.AddMenu(
            new(MenuSection.CashAndBank, 15, "/quy", "Menu.CashBook", Permission.ReadLedger),
            new(MenuSection.Books, 10, "/so-sach/ngan-hang", "Menu.BankBook", Permission.ReadLedger),
            new(MenuSection.Advanced, 10, "/so-sach/nhat-ky", "Menu.Journal", Permission.ReadLedger),
            new(MenuSection.Advanced, 20, "/so-sach/so-cai", "Menu.LedgerAccount", Permission.ReadLedger),
            new(MenuSection.Advanced, 30, "/so-sach/can-doi", "Menu.TrialBalance", Permission.ReadLedger));
    }

    public static void MapLedger(this WebApplication app)
    {
        LedgerApi.Map(app);
        app.MapGet(TableFile.Route("/quy"), BookFile.Cash).ExcludeFromDescription();
        app.MapGet(TableFile.Route("/so-sach/ngan-hang"), BookFile.Bank).ExcludeFromDescription();
    }
}
