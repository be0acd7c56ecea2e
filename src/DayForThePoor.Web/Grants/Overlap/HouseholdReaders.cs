using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>Somebody who may see a household.</summary>
/// <param name="Unit">The household's.</param>
/// <param name="Units">Whose grants they see whole; of others unit, purpose, date and amount.</param>
public sealed record HouseholdReader(Guid Unit, IReadOnlySet<Guid> Units);

/// <summary>Who may look at what a household received.</summary>
public sealed class HouseholdReaders(HouseholdQueries households, IAccessPolicy policy, IRegistry registry)
{
    /// <summary>Null: the household is foreign to the person, or does not exist.</summary>
    public async Task<HouseholdReader?> Find(Actor actor, Guid household, CancellationToken cancellation)
    {
        var unit = await households.UnitOf(household, cancellation);
        if (await policy.WhyNot(actor, Permission.ReadHouseholds, unit, cancellation) is not null) return null;
        var known = await registry.Current(cancellation);
        return new(unit, (await policy.UnitsOf(actor, Permission.ReadGrants, cancellation)).SelectMany(known.Under).ToHashSet());
    }
}
