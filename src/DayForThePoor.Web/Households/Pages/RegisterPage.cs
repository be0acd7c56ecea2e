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
    protected IRegistry Registry { get; set; } = null!;

    [Inject]
    protected IMessageBus Bus { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [Inject]
    protected HouseholdSight Sight { get; set; } = null!;

    [Inject]
    protected HouseholdQueries Households { get; set; } = null!;

    [Inject]
    protected Hamlets Hamlets { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<HouseholdTexts> T { get; set; } = null!;

    protected DateOnly Today => VietnamTime.TodayIn(Clock);

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));

    /// <summary>What was typed into a field; null when it was left empty.</summary>
    protected string? Sent(string name) => IsPost && Http.Request.HasFormContentType && Http.Request.Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A date field; what is unreadable goes to <paramref name="no"/>.</summary>
    protected DateOnly? SentDate(string field, List<Refusal> no)
    {
        var date = TypedDate.Parse(Sent(field), field, Today);
        no.AddRange(date.Refusals);
        return date.IsRefused ? null : date.Value;
    }

    /// <summary>Value of the address, or null.</summary>
    protected string? Asked(string name) => Http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Shows <paramref name="done"/> when the command was carried out, else what is wrong with it.</summary>
    protected async Task Send<TDone>(object command, List<Refusal> no, string done)
    {
        if (no.Count > 0)
        {
            Refuse(no);
            return;
        }
        var outcome = await Bus.InvokeAsync<Outcome<TDone>>(command, Stop);
        if (outcome.IsRefused) Refuse(outcome.Refusals);
        else Navigation.NavigateTo(done);
    }
}
