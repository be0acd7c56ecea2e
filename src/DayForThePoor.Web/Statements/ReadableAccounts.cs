using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements;

/// <summary>The bank accounts that a person may work with: those of their units and of what lies under them.</summary>
public sealed class ReadableAccounts(IAccessPolicy access, IRegistry registry)
{
    /// <summary>By code.</summary>
    public async Task<IReadOnlyList<BankAccount>> Of(Actor actor, Permission permission, CancellationToken cancellation)
    {
        var held = await access.UnitsOf(actor, permission, cancellation);
        if (held.Count == 0) return [];
        var known = await registry.Current(cancellation);
        return [.. known.Accounts.Values
            .Where(a => held.Any(unit => known.Contains(unit, a.UnitId)))
            .OrderBy(a => a.Code, StringComparer.Ordinal)];
    }

    /// <summary>The account of this code, if the person may; null for a foreign one as for an unknown one.</summary>
    public async Task<BankAccount?> ByCode(Actor actor, Permission permission, string? code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        return code is not null && known.AccountsByCode.TryGetValue(code.Trim(), out var account)
            && await access.WhyNot(actor, permission, account.UnitId, cancellation) is null ? account : null;
    }

    /// <summary>The account, if the person may.</summary>
    public async Task<BankAccount?> ById(Actor actor, Permission permission, Guid id, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        return known.Accounts.TryGetValue(id, out var account)
            && await access.WhyNot(actor, permission, account.UnitId, cancellation) is null ? account : null;
    }
}
