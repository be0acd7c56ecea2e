using DayForThePoor.Core;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>What another module has built on an entry and must let go before the entry is taken back.</summary>
public interface IReversalGuard
{
    /// <param name="connection">In the reversing transaction; the entry's bank accounts are locked.</param>
    /// <param name="stream">Of the receipt, move of cash or opening balances.</param>
    Task<Refusal?> WhyNot(NpgsqlConnection connection, Guid stream, CancellationToken cancellation);
}
