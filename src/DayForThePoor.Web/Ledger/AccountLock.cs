using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Held by whoever ties statement lines of an account to something or frees them, to the end of the transaction. It comes
/// before the number series in every transaction, else an import and a gift could each wait for the other.
/// </summary>
public static class AccountLock
{
    /// <summary>Several accounts in the order of their ids. Key space of its own, so that no other advisory lock meets it.</summary>
    public static async Task Take(NpgsqlConnection connection, IReadOnlyList<Guid> accounts, CancellationToken cancellation)
    {
        if (accounts.Count == 0) return;
        await using var locking = new NpgsqlCommand("""
            select pg_advisory_xact_lock(hashtextextended('account:' || a, 0)) from (select unnest($1::text[]) as a order by a) sorted
            """, connection)
        {
            Parameters = { new() { Value = accounts.Select(account => account.ToString("N")).Distinct().ToArray() } },
        };
        await locking.ExecuteNonQueryAsync(cancellation);
    }
}
