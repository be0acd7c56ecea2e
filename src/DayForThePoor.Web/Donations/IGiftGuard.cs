using DayForThePoor.Core;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>What another module has built on a gift and must let go before the gift is voided or made out again.</summary>
public interface IGiftGuard
{
    /// <param name="connection">In the reversing transaction; the fund's row is locked.</param>
    Task<Refusal?> WhyNotEnd(NpgsqlConnection connection, Guid donation, CancellationToken cancellation);
}
