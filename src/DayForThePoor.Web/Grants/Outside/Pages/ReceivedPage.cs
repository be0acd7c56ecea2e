using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Outside.Pages;

/// <summary>What the pages about received support share.</summary>
public abstract class ReceivedPage : StaffPage
{
    [Inject]
    protected HouseholdSight Sight { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<ReceivedTexts> T { get; set; } = null!;

    protected IReadOnlyList<Choice> PurposeChoices => [.. Purposes.All.Select(purpose => new Choice(purpose, T[$"Purpose.{purpose}"]))];

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));
}
