using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Whose houses a person may see.</summary>
public sealed class HouseSight(IRegistry registry, IAccessPolicy policy, HouseQueries houses)
{
    /// <param name="code">A unit and what lies under it; null: everything the person sees. A foreign code and an unknown one are refused alike.</param>
    public async Task<Outcome<IReadOnlyList<Guid>>> Units(Actor actor, Permission permission, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var seen = (await policy.UnitsOf(actor, permission, cancellation)).SelectMany(known.Under).ToHashSet();
        if (code is not null) seen.IntersectWith(known.UnitsByCode.TryGetValue(code, out var asked) ? known.Under(asked.UnitId) : []);
        return seen.Count == 0 ? AccessPolicy.OtherUnit : new Outcome<IReadOnlyList<Guid>>([.. seen]);
    }

    /// <summary>Null for a foreign house as for one that does not exist.</summary>
    public async Task<HouseView?> Find(Actor actor, Guid id, CancellationToken cancellation) =>
        await houses.Find(id, cancellation) is { } found && await policy.WhyNot(actor, Permission.ReadGrants, found.UnitId, cancellation) is null ? found : null;
}
