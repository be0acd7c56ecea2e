using DayForThePoor.Core;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Access;

/// <summary>Deny by default: a person may what a role of theirs grants in the unit or above it, nothing else.</summary>
public sealed class AccessPolicy(Standings standings, IRegistry registry) : IAccessPolicy
{
    /// <summary>The one answer for a foreign unit, an unknown one and a missing role: nobody learns what there is.</summary>
    public static readonly Refusal OtherUnit = Refusal.Forbidden("access.unit");

    public async ValueTask<Refusal?> WhyNot(Actor actor, Permission permission, Guid unit, CancellationToken cancellation)
    {
        if (actor == Actor.System) return null;
        var granting = await UnitsOf(actor, permission, cancellation);
        if (granting.Count == 0) return OtherUnit;
        var units = await registry.Current(cancellation);
        return granting.Any(above => units.Contains(above, unit)) ? null : OtherUnit;
    }

    public async ValueTask<IReadOnlyList<Guid>> UnitsOf(Actor actor, Permission permission, CancellationToken cancellation) =>
        await standings.Of(actor.PersonId, cancellation) is { Disabled: false } standing
            ? [.. standing.Roles.Where(held => RolePermissions.Allows(held.Role, permission)).Select(held => held.UnitId).Distinct()]
            : [];
}
