using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.HandOvers;

/// <summary>Whose minutes a person reads: those of units where they read payments and hand-overs, with all that lies under them.</summary>
public sealed class HandOverSight(IAccessPolicy policy, IRegistry registry)
{
    public async Task<IReadOnlySet<Guid>> Units(Actor actor, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        return (await policy.UnitsOf(actor, Permission.ReadGrants, cancellation)).SelectMany(known.Under).ToHashSet();
    }
}
