using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Grants.Rules;

/// <summary>Registers the rules of spending.</summary>
public static class SpendingRulesModule
{
    public static void AddSpendingRules(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SpendingRules>();
        services.AddSingleton<ISpendingRules>(provider => provider.GetRequiredService<SpendingRules>());
        services.AddSingleton<RuleTrials>();
        services.AddRefusalTexts<SpendingRuleTexts>();
        services.AddMenu(new MenuEntry(MenuSection.Settings, 45, "/thiet-lap/quy-che-chi", "Menu.SpendingRules", Permission.ReadGrants));
    }

    public static void MapSpendingRules(this WebApplication app) => SpendingRulesApi.Map(app.MapGroup("/api").WithTags("Grants"));
}
