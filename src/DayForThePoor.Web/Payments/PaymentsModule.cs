using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;

namespace DayForThePoor.Web.Payments;

/// <summary>Registers payments: orders, vouchers, lists.</summary>
public static class PaymentsModule
{
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new ReadModel("payments", ["payment", "approval"], () => new PaymentRows()));
        services.AddSingleton<PaymentSteps>();
        services.AddSingleton<SignaturesNeeded>();
        services.AddSingleton<SupportsToPay>();
        services.AddSingleton<PaymentQueries>();
        services.AddSingleton<PaymentUnits>();
        services.AddSingleton<IGrantPayments, GrantPayments>();
        services.AddSingleton<ILedgerCheckPart, PaymentChecks>();
        services.AddRefusalTexts<PaymentTexts>();
    }

    public static void MapPayments(this WebApplication app) => PaymentsApi.Map(app.MapGroup("/api/payments").WithTags("Payments"));
}
