using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Whose cases a person may see.</summary>
public sealed class CaseSight(IRegistry registry, IAccessPolicy policy, CaseQueries cases, CaseDetails details)
{
    /// <param name="code">A unit and what lies under it; null: everything the person sees. A foreign code and an unknown one are refused alike.</param>
    public async Task<Outcome<IReadOnlyList<Guid>>> Units(Actor actor, Permission permission, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var seen = (await policy.UnitsOf(actor, permission, cancellation)).SelectMany(known.Under).ToHashSet();
        if (code is not null) seen.IntersectWith(known.UnitsByCode.TryGetValue(code, out var asked) ? known.Under(asked.UnitId) : []);
        return seen.Count == 0 ? AccessPolicy.OtherUnit : new Outcome<IReadOnlyList<Guid>>([.. seen]);
    }

    /// <summary>The case, if the person may read it; null for a foreign one as for one that does not exist.</summary>
    public async Task<CaseView?> Find(Actor actor, Guid id, CancellationToken cancellation)
    {
        var unit = await cases.UnitOf(id, cancellation);
        return unit != Guid.Empty && await policy.WhyNot(actor, Permission.ReadSponsorships, unit, cancellation) is null ? await details.Find(id, cancellation) : null;
    }

    /// <summary>Papers name parents, carers, causes of death: only whoever keeps cases or may read personal data sees them.</summary>
    public async Task<bool> MayReadPapers(Actor actor, Guid unit, CancellationToken cancellation) =>
        await policy.WhyNot(actor, Permission.ManageCases, unit, cancellation) is null || await policy.WhyNot(actor, Permission.ReadPersonalData, unit, cancellation) is null;
}
