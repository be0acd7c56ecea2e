using Npgsql;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>
/// Ties evidence to the statement lines that prove it. A line takes one evidence of each source, since the same money is
/// told by a service and by a person; only what is unique on both sides is tied. It does not matter who comes first.
/// </summary>
public static class EvidenceLinks
{
    /// <summary>To the end of the transaction, so that a line and its evidence, written at the same moment, do not miss each other.</summary>
    public static async Task Lock(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('evidence:' || $1::text, 0))", connection) { Parameters = { new() { Value = account } } };
        await take.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>For lines that the transaction has just written; locks the account's evidence.</summary>
    public static async Task LinkNew(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await Lock(connection, account, cancellation);
        await Link(connection, account, cancellation);
    }

    /// <summary>First by reference, amount and side; then, where one of the two has no reference, by day, amount, side and memo.</summary>
    public static async Task Link(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var open = new NpgsqlCommand("select exists (select from statements.evidence where account_id = $1 and line_id is null)", connection) { Parameters = { new() { Value = account } } };
        if (!(bool)(await open.ExecuteScalarAsync(cancellation))!) return;
        await Link(connection, account, "l.reference = e.reference and e.reference <> ''", cancellation);
        await Link(connection, account, """
            l.value_date = e.day and e.folded <> '' and (e.reference = '' or l.reference = '')
            and (l.folded = e.folded or (l.counterparty <> '' and starts_with(l.folded, e.folded || ' ')))
            """, cancellation);
    }

    private static async Task Link(NpgsqlConnection connection, Guid account, string same, CancellationToken cancellation)
    {
        await using var link = new NpgsqlCommand($"""
            update statements.evidence e set line_id = m.line_id, linked_at = now()
            from (
              select e.id, l.id as line_id, count(*) over (partition by e.id) as lines, count(*) over (partition by l.id, e.source) as others
              from statements.evidence e
              join statements.line l on l.account_id = e.account_id and l.amount = e.amount and l.side = e.side and {same}
              where e.account_id = $1 and e.line_id is null
                and not exists (select from statements.evidence x where x.line_id = l.id and x.source = e.source)) m
            where e.id = m.id and m.lines = 1 and m.others = 1
            """, connection) { Parameters = { new() { Value = account } } };
        await link.ExecuteNonQueryAsync(cancellation);
    }
}
