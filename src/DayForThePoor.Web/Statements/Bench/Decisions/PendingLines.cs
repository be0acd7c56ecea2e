using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>Money that came after the window of its relief campaign and waits for a decision.</summary>
/// <param name="MatchId">The match that put it there.</param>
/// <param name="Overdue">Waits longer than a campaign has to hand its money out.</param>
public sealed record PendingLine(
    long LineId, Guid MatchId, Guid UnitId, BankAccount Account, Guid? CampaignId, DateOnly Day, string Reference, string Memo, string Counterparty, long AmountVnd, bool Overdue);

/// <summary>A decision to return money, and whether the bank's line shows that it went.</summary>
/// <param name="Done">The debit line is there and tied to it.</param>
public sealed record ReturnRow(Guid MatchId, BankAccount Account, DateOnly Day, string Memo, string Counterparty, long AmountVnd, DateTimeOffset DecidedAt, bool Done);

/// <summary>Reads the queue of pending money. Who may see which account is the caller's question.</summary>
public sealed class PendingLines(Sessions sessions, IRegistry registry, TimeProvider clock)
{
    /// <summary>Days after the end of a window within which the campaign's money is handed out (NĐ 93/2021 Đ.8.3); what waits longer is late.</summary>
    public const int DaysToDecide = 20;

    /// <summary>Oldest first; of these lines only, where some are named.</summary>
    public async Task<IReadOnlyList<PendingLine>> Of(IReadOnlyList<Guid> accounts, IReadOnlyCollection<long>? lines, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var overdue = VietnamTime.TodayIn(clock).AddDays(-DaysToDecide);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select l.id, m.id, m.unit_id, l.account_id, m.campaign_id, l.value_date, l.reference, l.memo, l.counterparty, k.amount
            from statements.match m join statements.match_link k on k.match_id = m.id and k.live join statements.line l on l.id = k.line_id
            where m.kind = 'pending' and m.released_at is null and l.account_id = any($1) and ($2::bigint[] is null or l.id = any($2))
            order by l.value_date, l.id
            """, connection)
        {
            Parameters =
            {
                new() { Value = accounts.ToArray() },
                new() { Value = lines is null ? DBNull.Value : lines.ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bigint },
            },
        };
        List<PendingLine> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var day = row.GetFieldValue<DateOnly>(5);
            found.Add(new PendingLine(
                row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), known.Accounts[row.GetGuid(3)], row.IsDBNull(4) ? null : row.GetGuid(4), day,
                row.GetString(6), row.GetString(7), row.GetString(8), row.GetInt64(9), day < overdue));
        }
        return found;
    }

    /// <summary>Returns decided on these accounts that the bank has not carried out, and those of the last month that it has.</summary>
    public async Task<IReadOnlyList<ReturnRow>> Returns(IReadOnlyList<Guid> accounts, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select m.id, m.account_id, l.value_date, l.memo, l.counterparty, k.amount, d.made_at,
              (select coalesce(sum(t.amount), 0) from statements.live_link t where t.item_id = m.id) >= k.amount
            from statements.decision d join statements.match m on m.id = d.match_id and m.released_at is null
              join statements.match_link k on k.match_id = m.id and k.live join statements.line l on l.id = k.line_id
            where d.kind = 'return' and d.account_id = any($1) order by 8, d.made_at desc limit 200
            """, connection) { Parameters = { new() { Value = accounts.ToArray() } } };
        var since = clock.GetUtcNow().AddDays(-30);
        List<ReturnRow> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var back = new ReturnRow(
                row.GetGuid(0), known.Accounts[row.GetGuid(1)], row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4), row.GetInt64(5),
                row.GetFieldValue<DateTimeOffset>(6), row.GetBoolean(7));
            if (!back.Done || back.DecidedAt >= since) found.Add(back);
        }
        return found;
    }

    /// <summary>The releases by which these lines leave the queue.</summary>
    internal static IReadOnlyList<ReleaseWanted> Leaving(IEnumerable<PendingLine> lines) =>
        [.. lines.GroupBy(line => line.MatchId).Select(of => new ReleaseWanted(of.Key, [.. of.Select(line => line.LineId)], Core.Statements.Matching.ReleaseReasons.Decided))];
}
