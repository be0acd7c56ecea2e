using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Access;

/// <summary>The units whose people an administrator looks after, for lists and pickers.</summary>
public sealed class ManagedUnits(IAccessPolicy policy, IRegistry registry)
{
    /// <summary>Their units and everything below.</summary>
    /// <exception cref="AccessDenied">They manage nobody.</exception>
    public async Task<IReadOnlyList<Guid>> All(Actor actor, CancellationToken cancellation)
    {
        var held = await policy.UnitsOf(actor, Permission.ManagePeople, cancellation);
        if (held.Count == 0) throw new AccessDenied(AccessPolicy.OtherUnit);
        var units = await registry.Current(cancellation);
        return [.. held.SelectMany(units.Under).Distinct()];
    }

    /// <summary>Those to choose from: their own units and, below, the ones that keep books (a province has a hundred communes,
    /// of which some work with us).</summary>
    public async Task<IReadOnlyList<Choice>> Choices(Actor actor, CancellationToken cancellation)
    {
        var held = await policy.UnitsOf(actor, Permission.ManagePeople, cancellation);
        var all = await All(actor, cancellation);
        var units = await registry.Current(cancellation);
        var open = units.Funds.Values.Select(fund => fund.UnitId).ToHashSet();
        return [.. all.Where(unit => held.Contains(unit) || open.Contains(unit)).Select(unit => units.UnitsNow[unit])
            .OrderBy(unit => unit.Code.Length).ThenBy(unit => unit.Code, StringComparer.Ordinal)
            .Select(unit => new Choice(unit.Code, $"{unit.Name} ({unit.Code})"))];
    }
}
