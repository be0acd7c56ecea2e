using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>
/// Ties a gift that was announced by hand to the line of the bank statement that proves it, one to one. Whoever ties or
/// imports holds the account's lock (<see cref="Ledger.AccountLock"/>), so that gift and line, recorded at the same moment, do not miss each other.
/// </summary>
public static class LineClaims
{
    /// <summary>Takes the one untied credit line of this reference and amount for the gift.</summary>
    /// <returns>False when there is no such line yet, or more than one: a person decides then.</returns>
    public static async Task<bool> TakeExact(
        NpgsqlConnection connection, Guid account, string reference, long amount, Guid gift, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand("""
            insert into statements.claim (line_id, gift_id)
            select min(l.id), $4
            from statements.line l left join statements.claim c on c.line_id = l.id
            where l.account_id = $1 and l.reference = $2 and l.amount = $3 and l.side = 'C' and c.line_id is null
            having count(*) = 1
            """, connection)
        {
            Parameters = { new() { Value = account }, new() { Value = reference }, new() { Value = amount }, new() { Value = gift } },
        };
        return await take.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public static async Task<bool> IsTaken(Sessions sessions, Guid unit, Guid gift, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var query = new NpgsqlCommand("select exists (select 1 from statements.claim where gift_id = $1)", connection)
        {
            Parameters = { new() { Value = gift } },
        };
        return (bool)(await query.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Frees the gift's line for another claim.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> Release(NpgsqlConnection connection, Guid? account, Guid gift, CancellationToken cancellation)
    {
        if (account is null) return false;
        await using var free = new NpgsqlCommand("delete from statements.claim where gift_id = $1", connection) { Parameters = { new() { Value = gift } } };
        return await free.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>The line now proves the gift that stands in the other's place.</summary>
    public static async Task PassOn(NpgsqlConnection connection, Guid? account, Guid gift, Guid successor, CancellationToken cancellation)
    {
        if (account is null) return;
        await using var pass = new NpgsqlCommand("update statements.claim set gift_id = $2 where gift_id = $1", connection)
        {
            Parameters = { new() { Value = gift }, new() { Value = successor } },
        };
        await pass.ExecuteNonQueryAsync(cancellation);
    }
}
