using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Complaints;

/// <summary>Which complaints a person may see: those of the units whose grants they read, the confined ones only where they may read complaints.</summary>
public sealed class ComplaintSight(GrantSight sight, IRegistry registry, IAccessPolicy policy, ComplaintQueries complaints)
{
    /// <param name="unit">National code of a unit and what lies under it; null: everything the person sees.</param>
    public async Task<Outcome<ComplaintFilter>> Filter(Actor actor, string? unit, CancellationToken cancellation)
    {
        var units = await sight.Units(actor, Permission.ReadGrants, unit, cancellation);
        if (!units.TryGet(out var seen)) return new(units.Refusals);
        var known = await registry.Current(cancellation);
        var confined = (await policy.UnitsOf(actor, Permission.ReadComplaints, cancellation)).SelectMany(known.Under).ToHashSet();
        return new ComplaintFilter(seen, [.. seen.Where(confined.Contains)]);
    }

    /// <summary>Null for one that the person may not see as for one that does not exist.</summary>
    public async Task<ComplaintView?> Find(Actor actor, Guid id, CancellationToken cancellation) =>
        await complaints.Find(id, cancellation) is { } found
        && await policy.WhyNot(actor, found.Row.Confined ? Permission.ReadComplaints : Permission.ReadGrants, found.Row.UnitId, cancellation) is null ? found : null;
}
