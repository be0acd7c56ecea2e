using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Grants;

namespace DayForThePoor.Web.Payments;

/// <summary>How many different people have to approve a payment before money leaves: what the unit's rules say for its sum, of all purposes the most.</summary>
public sealed class SignaturesNeeded(ISpendingRules rules)
{
    public async Task<int> Of(Guid unit, DateOnly date, IReadOnlyList<PaymentLine> lines, CancellationToken cancellation)
    {
        var total = lines.Sum(line => line.Amount);
        var needed = 1;
        foreach (var purpose in lines.Select(line => line.Purpose ?? Purposes.Other).Distinct())
            needed = Math.Max(needed, (await rules.On(unit, purpose, date, cancellation)).SignaturesFor(total));
        return needed;
    }
}
