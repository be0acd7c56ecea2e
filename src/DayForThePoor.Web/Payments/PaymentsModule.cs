using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Payments.Pages;
using DayForThePoor.Web.Payments.Printing;

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
        services.AddSingleton<IGiftGuard, AddressedGifts>();
        services.AddSingleton<ILedgerCheckPart, PaymentChecks>();
        services.AddSingleton<ApprovedSupports>();
        services.AddSingleton<PaymentSources>();
        services.AddSingleton<GiftTraces>();
        services.AddSingleton<PaymentPdf>();
        services.AddScoped<ITodayTasks, TodayPayments>();
        services.AddScoped<ITodayTasks, TodayApprovals>();
        services.AddMenu(
            new(MenuSection.Paying, 40, "/chi/phieu-chi", "Menu.Payments", Permission.ReadGrants),
            new(MenuSection.Paying, 45, "/chi/cho-chi", "Menu.AwaitingPayment", Permission.PayOut),
            new(MenuSection.Paying, 50, "/chi/danh-sach-ky-nhan", "Menu.PaymentLists", Permission.ReadGrants));
        services.AddRefusalTexts<PaymentTexts>();
    }

    public static void MapPayments(this WebApplication app)
    {
        PaymentsApi.Map(app.MapGroup("/api/payments").WithTags("Payments"));
        app.MapGet(TableFile.Route("/chi/phieu-chi"), PaymentListFile.Download).ExcludeFromDescription();
        PrintRoutes.Map(app);
    }
}
