using DayForThePoor.Core.Payments;

namespace DayForThePoor.Web.Payments;

/// <summary>How many different people have to approve a payment before money leaves.</summary>
public sealed class SignaturesNeeded
{
    /// <summary>Where no rule of the unit says otherwise the head of the board signs alone.</summary>
    private const int Default = 1;

    public Task<int> Of(Guid unit, DateOnly date, IReadOnlyList<PaymentLine> lines, CancellationToken cancellation) => Task.FromResult(Default);
}
