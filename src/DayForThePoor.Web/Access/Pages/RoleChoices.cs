using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Access.Pages;

/// <summary>The roles by the names that people know them by.</summary>
public static class RoleChoices
{
    public static IReadOnlyList<Choice> All(IStringLocalizer<AccessTexts> texts) =>
        [.. PersonRoles.All.Select(role => new Choice(role, texts[$"role.{role}"]))];
}
