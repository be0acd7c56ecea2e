using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Payments.Payees;

/// <summary>Registers the papers beside a payment, bank accounts of recipients and savings books.</summary>
public static class PayeesModule
{
    public static void AddPayees(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecipientAccounts>();
        builder.Services.AddSingleton<SavingsBooks>();
        builder.Services.AddRefusalTexts<PayeeTexts>();
    }

    public static void MapPayees(this WebApplication app) => PayeePapers.Map(app);
}
