using System.Collections.Concurrent;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>How much of an account's statements is told already.</summary>
/// <param name="Lines">All lines.</param>
/// <param name="Open">Lines of which something is left to be told.</param>
/// <param name="OpenVnd">Đồng that are left, in and out together.</param>
/// <param name="Oldest">Bank day of the oldest open line.</param>
/// <param name="Pending">Lines that came after their campaign's window and wait for a decision.</param>
/// <param name="PendingOldest">Bank day of the oldest of them.</param>
public sealed record AccountWork(Guid AccountId, long Lines, long Open, long OpenVnd, DateOnly? Oldest, long Pending, long PendingVnd, DateOnly? PendingOldest);

/// <summary>
/// Counts what is left on accounts. Counting two hundred thousand lines takes a while and the first page asks for it, so a
/// figure is kept as long as nobody tied or freed a line of the account: each such step moves the account's turn.
/// </summary>
public sealed class AccountWorks(Sessions sessions)
{
    private readonly ConcurrentDictionary<Guid, (long Turn, AccountWork Work)> kept = new();

    /// <summary>One for each account, in their order.</summary>
    public async Task<IReadOnlyList<AccountWork>> Of(IReadOnlyList<Guid> accounts, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var turns = await Turns(connection, accounts, cancellation);
        Guid[] stale = [.. accounts.Where(account => !kept.TryGetValue(account, out var known) || known.Turn != turns[account])];
        if (stale.Length > 0)
            foreach (var work in await Count(connection, stale, cancellation)) kept[work.AccountId] = (turns[work.AccountId], work);
        return [.. accounts.Select(account => kept[account].Work)];
    }

    /// <summary>Read before the count: what changes in between is counted anew the next time.</summary>
    private static async Task<Dictionary<Guid, long>> Turns(NpgsqlConnection connection, IReadOnlyList<Guid> accounts, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select a, coalesce(t.turns, 0) from unnest($1::uuid[]) a left join statements.account_turn t on t.account_id = a", connection)
        {
            Parameters = { new() { Value = accounts.ToArray() } },
        };
        var turns = new Dictionary<Guid, long>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) turns[row.GetGuid(0)] = row.GetInt64(1);
        return turns;
    }

    private static async Task<IReadOnlyList<AccountWork>> Count(NpgsqlConnection connection, Guid[] accounts, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            with taken as (
              select k.line_id, sum(k.amount) as amount from statements.live_link k join statements.line l on l.id = k.line_id where l.account_id = any($1) group by 1),
            pending as (
              select l.account_id, count(*) as lines, sum(k.amount)::bigint as total, min(l.value_date) as oldest
              from statements.match m join statements.match_link k on k.match_id = m.id and k.live join statements.line l on l.id = k.line_id
              where m.kind = 'pending' and m.released_at is null and l.account_id = any($1) group by 1)
            select a, count(l.id), count(l.id) filter (where coalesce(t.amount, 0) < l.amount),
              coalesce(sum(l.amount - coalesce(t.amount, 0)) filter (where coalesce(t.amount, 0) < l.amount), 0)::bigint,
              min(l.value_date) filter (where coalesce(t.amount, 0) < l.amount), coalesce(p.lines, 0), coalesce(p.total, 0), p.oldest
            from unnest($1::uuid[]) a left join statements.line l on l.account_id = a left join taken t on t.line_id = l.id left join pending p on p.account_id = a
            group by a, p.lines, p.total, p.oldest
            """, connection) { Parameters = { new() { Value = accounts } } };
        List<AccountWork> works = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            works.Add(new AccountWork(
                row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
                row.GetInt64(5), row.GetInt64(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7)));
        }
        return works;
    }
}
