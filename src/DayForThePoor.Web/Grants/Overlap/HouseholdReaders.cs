using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>Who may look at what a household received, and whose grants they see whole.</summary>
public sealed class HouseholdReaders(HouseholdQueries households, IAccessPolicy policy, IRegistry registry)
{
    /// <summary>Units whose grants the person may see; null: the household is foreign to them, or does not exist.</summary>
    public async Task<IReadOnlySet<Guid>?> Seen(Actor actor, Guid household, CancellationToken cancellation)
    {
        if (await policy.WhyNot(actor, Permission.ReadHouseholds, await households.UnitOf(household, cancellation), cancellation) is not null) return null;
        var known = await registry.Current(cancellation);
        return (await policy.UnitsOf(actor, Permission.ReadGrants, cancellation)).SelectMany(known.Under).ToHashSet();
    }
}
