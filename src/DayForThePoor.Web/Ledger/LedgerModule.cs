using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Ledger.Rebuilding;

namespace DayForThePoor.Web.Ledger;

/// <summary>Registers the ledger: its writer and its read model.</summary>
public static class LedgerModule
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EntriesOfStream>();
        builder.Services.AddSingleton<FundFigures>();
        builder.Services.AddSingleton<LedgerTransaction>();
        builder.Services.AddSingleton<EntryQueries>();
        builder.Services.AddSingleton<LedgerWriter>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<LedgerWriter>());

        builder.Services.AddSingleton<LedgerCheck>();
        builder.Services.AddSingleton(CheckLedgerVerb.Verb);
        builder.Services.AddSingleton<Rebuild>();
        builder.Services.AddSingleton(RebuildVerb.Verb);
    }
}
