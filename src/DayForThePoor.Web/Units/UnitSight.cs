using DayForThePoor.Core;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Units;

/// <summary>Whose funds, accounts and campaigns a person sees: those of units where they read the books or manage settings.</summary>
public sealed class UnitSight(IRegistry registry, IAccessPolicy policy)
{
    private static readonly Permission[] Opening = [Permission.ReadLedger, Permission.ManageSettings];

    /// <param name="code">A unit and what lies under it; null: everything the person sees. A foreign code and an unknown one are refused alike.</param>
    public async Task<Outcome<IReadOnlySet<Guid>>> Of(Actor actor, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var seen = new HashSet<Guid>();
        foreach (var permission in Opening)
            foreach (var unit in await policy.UnitsOf(actor, permission, cancellation)) seen.UnionWith(known.Under(unit));
        if (code is null) return seen;

        return known.UnitsByCode.TryGetValue(code, out var asked) && seen.Contains(asked.UnitId)
            ? known.Under(asked.UnitId).ToHashSet()
            : Refusal.Forbidden("access.unit");
    }
}
