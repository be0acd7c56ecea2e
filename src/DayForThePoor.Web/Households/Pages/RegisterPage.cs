using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Households.Pages;

/// <summary>What the pages of the register share. Inputs are named like the fields of the commands.</summary>
public abstract class RegisterPage : StaffPage
{
    [Inject]
    protected HouseholdSight Sight { get; set; } = null!;

    [Inject]
    protected HouseholdQueries Households { get; set; } = null!;

    [Inject]
    protected Hamlets Hamlets { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<HouseholdTexts> T { get; set; } = null!;

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));
}
