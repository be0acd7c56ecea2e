using DayForThePoor.Core;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>One grant in a payment.</summary>
/// <param name="Paid">Đồng that live payments took before.</param>
/// <param name="Amount">Đồng that this payment adds.</param>
public readonly record struct GrantPayment(Guid SupportId, long Paid, long Amount);

/// <summary>
/// What a module knows against paying a grant now, beyond that it is approved and that its sum is not used up. Every
/// registered guard is asked in the transaction that posts the payment.
/// </summary>
public interface IPayableGuard
{
    /// <param name="connection">In the paying transaction; the rows of the grants are locked.</param>
    /// <param name="grants">Each grant once.</param>
    /// <returns>Null: nothing speaks against it.</returns>
    Task<Refusal?> WhyNot(NpgsqlConnection connection, IReadOnlyList<GrantPayment> grants, CancellationToken cancellation);
}
