using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Whose pledges a person may see.</summary>
public sealed class PledgeSight(IRegistry registry, IAccessPolicy policy, PledgeQueries pledges)
{
    /// <param name="code">A unit and what lies under it; null: everything the person sees. A foreign code and an unknown one are refused alike.</param>
    public async Task<Outcome<IReadOnlyList<Guid>>> Units(Actor actor, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var seen = (await policy.UnitsOf(actor, Permission.ReadSponsorships, cancellation)).SelectMany(known.Under).ToHashSet();
        if (code is not null) seen.IntersectWith(known.UnitsByCode.TryGetValue(code, out var asked) ? known.Under(asked.UnitId) : []);
        return seen.Count == 0 ? AccessPolicy.OtherUnit : new Outcome<IReadOnlyList<Guid>>([.. seen]);
    }

    public async Task<bool> MayRead(Actor actor, Guid unit, CancellationToken cancellation) =>
        await policy.WhyNot(actor, Permission.ReadSponsorships, unit, cancellation) is null;

    /// <summary>The pledge, if the person may read it; null for a foreign one as for one that does not exist.</summary>
    public async Task<PledgeRow?> Find(Actor actor, Guid id, CancellationToken cancellation) =>
        await pledges.Find(id, cancellation) is { } found && await MayRead(actor, found.UnitId, cancellation) ? found : null;
}
