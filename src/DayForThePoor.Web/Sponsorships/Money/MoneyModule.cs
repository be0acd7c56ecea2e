using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Sponsorships.Money.Pages;
using DayForThePoor.Web.Statements.Bench.Pages;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Registers money for pledges: at the counter, from statements, by QR, and what waits for a person.</summary>
public static class MoneyModule
{
    public static void AddSponsorshipMoney(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<MoneyPledges>();
        services.AddSingleton<IPledgedGifts, PledgedGifts>();
        services.AddSingleton<PledgePayments>();
        services.AddSingleton<SharedPayments>();
        services.AddSingleton<PledgeTransfers>();
        services.AddSingleton<UndecidedMoney>();
        services.AddSingleton<LineProposals>();
        services.AddSingleton<INamedLines, PledgedLines>();
        services.AddSingleton<ILedgerCheckPart, PledgedMoneyChecks>();
        services.AddScoped<ITodayTasks, TodayUndecided>();
        services.AddSingleton(new BenchPanel(typeof(LinePanel)));
        services.AddRefusalTexts<MoneyTexts>();
        services.AddSponsorshipTabs(new SponsorshipTab(80, "/do-dau/cho-quyet-dinh", "Tab.Undecided", Permission.ReadSponsorships));
    }

    public static void MapSponsorshipMoney(this WebApplication app) => MoneyApi.Map(app);
}
