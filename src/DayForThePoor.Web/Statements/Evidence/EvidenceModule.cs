using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Statements.Settings;
using DayForThePoor.Web.Statements.Typed;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>Registers what stands beside files: notifications of banks, statements typed in, and the settings of both.</summary>
public static class EvidenceModule
{
    public static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WebhookSecrets>();
        builder.Services.AddSingleton<EvidenceQueries>();
        builder.Services.AddRefusalTexts<EvidenceTexts>();
        builder.Services.AddMenu(
            new MenuEntry(MenuSection.CashAndBank, 52, "/sao-ke/bao-co", "Menu.Evidence", Permission.ReadLedger),
            new MenuEntry(MenuSection.CashAndBank, 54, "/sao-ke/kho-bac", "Menu.TypedStatement", Permission.ImportStatements),
            new MenuEntry(MenuSection.Settings, 40, "/thiet-lap/sao-ke", "Menu.StatementSettings", Permission.ManageSettings));
    }

    public static void MapEvidence(this WebApplication app)
    {
        app.MapWebhooks();
        app.MapTypedStatements();
        app.MapStatementSettings();
    }
}
