using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Grants;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Asks what other modules know against paying these grants now (a house that is not accepted yet).</summary>
internal static class PayableGuards
{
    /// <param name="supports">Locked.</param>
    public static async Task<Refusal?> WhyNot(
        this IEnumerable<IPayableGuard> guards, NpgsqlConnection connection, IReadOnlyDictionary<Guid, SupportToPay> supports, IEnumerable<PaymentLine> lines, CancellationToken cancellation)
    {
        if (supports.Count == 0) return null;
        var grants = lines.Where(line => line.SupportId is not null).GroupBy(line => line.SupportId!.Value)
            .Select(grant => new GrantPayment(grant.Key, supports[grant.Key].Ordered, grant.Sum(line => line.Amount))).ToList();
        foreach (var guard in guards)
            if (await guard.WhyNot(connection, grants, cancellation) is { } refusal) return refusal;
        return null;
    }
}
