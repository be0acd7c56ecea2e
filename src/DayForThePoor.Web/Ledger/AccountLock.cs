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
        var sorted = accounts.Distinct().OrderBy(account => account.ToString("N"), StringComparer.Ordinal).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select pg_advisory_xact_lock(hashtextextended('account:' || a, 0)) from (select unnest($1::text[]) as a order by a) sorted")
                {
                    Parameters = { new() { Value = sorted.Select(account => account.ToString("N")).ToArray() } },
                },
                new("""
                    insert into statements.account_turn as t (account_id, turns) select a, 1 from unnest($1::uuid[]) a
                    on conflict (account_id) do update set turns = t.turns + 1
                    """) { Parameters = { new() { Value = sorted } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>How often the lock was taken and kept. Unchanged since lines were read: nobody tied or freed one of them.</summary>
    public static async Task<long> Turns(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select coalesce((select turns from statements.account_turn where account_id = $1), 0)", connection)
        {
            Parameters = { new() { Value = account } },
        };
        return (long)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
