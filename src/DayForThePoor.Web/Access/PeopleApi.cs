using DayForThePoor.Core;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Access;

/// <summary>People who sign in and their roles, for administrators.</summary>
public static class PeopleApi
{
    public sealed record Added(string? Name, string? Email, string? Password, string? Role, string? Unit);

    public sealed record Given(string? Role, string? Unit);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", List).WithSummary("People with a role in the unit or below it");
        api.MapPost("/people", Add).WithSummary("Add a person with their first role");
        api.MapPost("/people/{id:guid}/assignments", Assign).WithSummary("Give a role in a unit");
        api.MapDelete("/people/{id:guid}/assignments/{assignment:guid}", End).WithSummary("End a role");
        api.MapPost("/people/{id:guid}/password", Reset).WithSummary("Give a person another password, shown once").Produces<PasswordReset>();
        api.MapPost("/people/{id:guid}/closing", Disable).WithSummary("Close a person's sign-in");
    }

    private static async Task<IResult> List(string? unit, HttpContext http, PeopleQuery query, IRegistry registry, IAccessPolicy policy, CancellationToken cancellation)
    {
        var units = await registry.Current(cancellation);
        var asked = units.IdOf(unit);
        if (await policy.WhyNot(http.Actor(), Permission.ManagePeople, asked, cancellation) is { } refusal) return refusal.ToResult();
        var people = await query.In(units.Under(asked), cancellation);
        return Results.Ok(new { items = people, total = people.Count, page = 1, pageSize = people.Count });
    }

    private static async Task<IResult> Add(Added added, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var person = new NewPerson(added.Name ?? "", added.Email ?? "", added.Password ?? "");
        var command = new AddPerson(http.Actor(), (await registry.Current(cancellation)).IdOf(added.Unit), person, added.Role ?? "");
        return (await bus.InvokeAsync<Outcome<Guid>>(command, cancellation)).ToResult(id => Results.Created($"/api/people/{id}", new { personId = id }));
    }

    private static async Task<IResult> Assign(Guid id, Given given, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var command = new AssignRole(http.Actor(), (await registry.Current(cancellation)).IdOf(given.Unit), id, given.Role ?? "");
        return (await bus.InvokeAsync<Outcome<Guid>>(command, cancellation)).ToResult(assignment => Results.Ok(new { assignmentId = assignment }));
    }

    private static async Task<IResult> End(Guid id, Guid assignment, HttpContext http, IMessageBus bus, PeopleQuery query, CancellationToken cancellation)
    {
        var command = new EndRole(http.Actor(), await query.UnitOfAssignment(id, assignment, cancellation), id, assignment);
        return (await bus.InvokeAsync<Outcome<bool>>(command, cancellation)).ToResult(_ => Results.NoContent());
    }

    private static async Task<IResult> Reset(Guid id, HttpContext http, IMessageBus bus, PeopleQuery query, CancellationToken cancellation)
    {
        var command = new ResetPassword(http.Actor(), await query.UnitOf(id, cancellation), id);
        return (await bus.InvokeAsync<Outcome<PasswordReset>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Disable(Guid id, HttpContext http, IMessageBus bus, PeopleQuery query, CancellationToken cancellation)
    {
        var command = new DisablePerson(http.Actor(), await query.UnitOf(id, cancellation), id);
        return (await bus.InvokeAsync<Outcome<bool>>(command, cancellation)).ToResult(_ => Results.NoContent());
    }
}
