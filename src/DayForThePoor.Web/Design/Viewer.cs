using System.Security.Claims;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Design;

/// <summary>The person who looks at a page, and where they may do what. Asked once a request for each permission.</summary>
public sealed class Viewer(IHttpContextAccessor http, IAccessPolicy policy, IRegistry registry, Sessions sessions)
{
    private readonly Dictionary<Permission, IReadOnlyList<Guid>> units = [];

    /// <summary>Null: nobody is signed in.</summary>
    public Actor? Actor => Guid.TryParse(http.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var person) ? new Actor(person) : null;

    /// <summary>Units in which the permission is held directly; each counts for what lies under it.</summary>
    public async ValueTask<IReadOnlyList<Guid>> UnitsOf(Permission permission, CancellationToken cancellation)
    {
        if (Actor is not { } actor) return [];
        if (!units.TryGetValue(permission, out var held))
            units[permission] = held = await policy.UnitsOf(actor, permission, cancellation);
        return held;
    }

    public async ValueTask<bool> May(Permission permission, CancellationToken cancellation) =>
        (await UnitsOf(permission, cancellation)).Count > 0;

    /// <summary>The person's name as colleagues read it; null when nobody is signed in.</summary>
    public async Task<string?> Name(CancellationToken cancellation)
    {
        if (Actor is not { } actor) return null;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var command = new NpgsqlCommand("select display_name from identity.person where id = $1", connection)
        {
            Parameters = { new() { Value = actor.PersonId } },
        };
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>The unit that the person works for; null for none, or for someone who works in several.</summary>
    public async Task<string?> UnitName(CancellationToken cancellation)
    {
        var held = new HashSet<Guid>();
        foreach (var permission in Enum.GetValues<Permission>()) held.UnionWith(await UnitsOf(permission, cancellation));
        if (held.Count != 1) return null;
        var known = await registry.Current(cancellation);
        return known.UnitsNow.TryGetValue(held.Single(), out var unit) ? unit.Name : null;
    }
}
