using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants;

/// <summary>Whose grants a person may see.</summary>
public sealed class GrantSight(IRegistry registry, IAccessPolicy policy, GrantQueries grants)
{
    /// <param name="code">A unit and what lies under it; null: everything the person sees. A foreign code and an unknown one are refused alike.</param>
    public async Task<Outcome<IReadOnlyList<Guid>>> Units(Actor actor, Permission permission, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var seen = (await policy.UnitsOf(actor, permission, cancellation)).SelectMany(known.Under).ToHashSet();
        if (code is not null) seen.IntersectWith(known.UnitsByCode.TryGetValue(code, out var asked) ? known.Under(asked.UnitId) : []);
        return seen.Count == 0 ? AccessPolicy.OtherUnit : new Outcome<IReadOnlyList<Guid>>([.. seen]);
    }

    public async Task<bool> MayRead(Actor actor, Guid unit, CancellationToken cancellation) =>
        await policy.WhyNot(actor, Permission.ReadGrants, unit, cancellation) is null;

    /// <summary>The grant, if the person may read it; null for a foreign one as for one that does not exist.</summary>
    public async Task<GrantRow?> Find(Actor actor, Guid id, CancellationToken cancellation) =>
        await grants.Find(id, cancellation) is { } found && await policy.WhyNot(actor, Permission.ReadGrants, found.UnitId, cancellation) is null ? found : null;
}
