using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;

namespace DayForThePoor.Web.Design;

/// <summary>What every page of the staff needs: who looks, what they may, what is wrong with the form, and the way on.</summary>
public abstract class StaffPage : ComponentBase
{
    [Inject]
    protected Viewer Viewer { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected RefusalTexts Refusals { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected CancellationToken Stop => Http.RequestAborted;

    protected Problems Problems { get; } = new();

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

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
}
