using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Wolverine;

namespace DayForThePoor.Web.Design;

/// <summary>What every page of the staff needs: who looks, what they may, what is wrong with the form, and the way on.</summary>
public abstract class StaffPage : ComponentBase
{
    [Inject]
    protected Viewer Viewer { get; set; } = null!;

    [Inject]
    protected IRegistry Registry { get; set; } = null!;

    [Inject]
    protected IMessageBus Bus { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected RefusalTexts Refusals { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected CancellationToken Stop => Http.RequestAborted;

    protected Problems Problems { get; } = new();

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>The business date in Vietnam.</summary>
    protected DateOnly Today => VietnamTime.TodayIn(Clock);

    /// <summary>The key of the form that was sent, so that a repeat is the same request; for an empty form a new one.</summary>
    protected string Key => key ??= Sent("key") ?? Guid.NewGuid().ToString("N");

    /// <summary>Kept, so that a page that shows its form twice asks for one thing.</summary>
    private string? key;

    protected Actor Actor => Viewer.Actor ?? throw Denied();

    /// <summary>Reads what the page shows. Nothing is rendered before it has ended, so that no page has to draw itself half
    /// empty first.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await Load();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Units in which the permission is held, with all that lies under them.</summary>
    /// <exception cref="AccessDenied">It is held nowhere.</exception>
    protected async Task<IReadOnlyList<Guid>> UnitsFor(Permission permission, RegistrySnapshot known)
    {
        var held = await Viewer.UnitsOf(permission, Stop);
        return held.Count > 0 ? [.. held.SelectMany(known.Under).Distinct()] : throw Denied();
    }

    /// <summary>The one answer for what is foreign and for what does not exist.</summary>
    protected static AccessDenied Denied() => new(Refusal.Forbidden("access.unit"));

    /// <summary>The form comes back with what is wrong.</summary>
    protected void Refuse(IEnumerable<Refusal> refusals)
    {
        Problems.AddRange(refusals, Refusals);
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>What was typed into a field of the form; null when it was left empty, and when no form was sent.</summary>
    protected string? Sent(string field) =>
        IsPost && Http.Request.HasFormContentType && Http.Request.Form[field].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A value of the address; null for none.</summary>
    protected string? FromAddress(string name) => Http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A date field; what is unreadable goes to <paramref name="no"/>.</summary>
    protected DateOnly? SentDate(string field, List<Refusal> no)
    {
        var date = TypedDate.Parse(Sent(field), field, Today);
        no.AddRange(date.Refusals);
        return date.IsRefused ? null : date.Value;
    }

    /// <summary>A field of whole đồng; what is unreadable goes to <paramref name="no"/>.</summary>
    protected long? SentAmount(string field, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        var amount = MoneyText.Parse(typed, field);
        no.AddRange(amount.Refusals);
        return amount.IsRefused ? null : amount.Value.Amount;
    }

    /// <summary>Carries the command out and goes to <paramref name="done"/>; else the form comes back with what is wrong.</summary>
    /// <param name="no">What was wrong with the fields already; then nothing is sent.</param>
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
