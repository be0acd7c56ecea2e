using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Households;

/// <summary>Whose households a person may see and change.</summary>
public sealed class HouseholdSight(IRegistry registry, IAccessPolicy policy, HouseholdQueries households)
{
    /// <param name="code">A unit and what lies under it; null: everything the person sees. A foreign code and an unknown one are refused alike.</param>
    public async Task<Outcome<IReadOnlyList<Guid>>> Units(Actor actor, Permission permission, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var seen = (await policy.UnitsOf(actor, permission, cancellation)).SelectMany(known.Under).ToHashSet();
        if (code is not null) seen.IntersectWith(known.UnitsByCode.TryGetValue(code, out var asked) ? known.Under(asked.UnitId) : []);
        return seen.Count == 0 ? AccessPolicy.OtherUnit : new Outcome<IReadOnlyList<Guid>>([.. seen]);
    }

    /// <summary>Communes that keep a register, to choose from: the person's own, and below those that keep books.</summary>
    public async Task<IReadOnlyList<Choice>> Communes(Actor actor, Permission permission, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var held = await policy.UnitsOf(actor, permission, cancellation);
        var open = known.Funds.Values.Select(fund => fund.UnitId).ToHashSet();
        return [.. held.SelectMany(known.Under).Distinct().Select(id => known.UnitsNow[id])
            .Where(unit => unit.Kind == UnitKinds.Commune && (held.Contains(unit.UnitId) || open.Contains(unit.UnitId)))
            .OrderBy(unit => unit.Code, StringComparer.Ordinal).Select(unit => new Choice(unit.Code, unit.Name))];
    }

    /// <summary>The household, if the person may read it; null for a foreign one as for one that does not exist.</summary>
    public async Task<HouseholdView?> Find(Actor actor, Guid id, CancellationToken cancellation) =>
        await households.Find(id, cancellation) is { } found && await policy.WhyNot(actor, Permission.ReadHouseholds, found.UnitId, cancellation) is null ? found : null;
}
