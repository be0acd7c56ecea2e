using DayForThePoor.Core.Grants;

namespace DayForThePoor.Web.Grants;

/// <summary>The unit's dated spending rules (quy chế chi).</summary>
public interface ISpendingRules
{
    /// <summary>The rule in force in the unit for a purpose on a day; <see cref="SpendingRule.Default"/> where it has issued none.</summary>
    ValueTask<SpendingRule> On(Guid unit, string purpose, DateOnly date, CancellationToken cancellation);

    /// <summary>A rule by the id that a grant kept; the shipped one for null.</summary>
    ValueTask<SpendingRule> Kept(Guid? rule, string purpose, CancellationToken cancellation);
}
