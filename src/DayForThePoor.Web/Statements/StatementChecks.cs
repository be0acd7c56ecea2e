using System.Runtime.CompilerServices;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>
/// Compares the lines of statements, which are primary records, with the events that posted them: count, sum and hash of
/// each list. A changed, lost or added line shows, whichever field it is.
/// </summary>
public sealed class StatementChecks : ILedgerCheckPart
{
    /// <summary>The lines of a part are not those that its voucher lists.</summary>
    private const string LinesDiffer = "statement_lines_differ";

    /// <summary>A part whose voucher lists lines has none.</summary>
    private const string LinesMissing = "statement_lines_missing";

    /// <summary>Lines that no event posted.</summary>
    private const string LinesUnexpected = "statement_lines_unexpected";

    private readonly record struct Listed(int Count, long Total, string Hash)
    {
        public override string ToString() => $"{Count} lines, {Total} đ, {Hash}";
    }

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        var posted = await Posted(connection, cancellation);
        await foreach (var (entry, found) in Found(connection, cancellation))
        {
            if (!posted.Remove(entry, out var expected)) differences.Add(LinesUnexpected, entry, "", $"{found}");
            else if (expected != found) differences.Add(LinesDiffer, entry, $"{expected}", $"{found}");
        }
        foreach (var (entry, expected) in posted) differences.Add(LinesMissing, entry, $"{expected}", "");
    }

    /// <summary>What the events say, by the id of the part's entry.</summary>
    private static async Task<Dictionary<Guid, Listed>> Posted(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select (data -> 'entries' -> 0 ->> 'id')::uuid, (data ->> 'count')::int, (data ->> 'total')::bigint, data ->> 'listHash'
            from dftp_events.mt_events where type = 'statement_day_posted'
            """, connection) { CommandTimeout = 0 };
        var posted = new Dictionary<Guid, Listed>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) posted[row.GetGuid(0)] = new(row.GetInt32(1), row.GetInt64(2), row.GetString(3));
        return posted;
    }

    /// <summary>
    /// What the lines say. They come in the order of an index, account and day after account and day, in which the parts of
    /// a day are mixed; so no more than one day is held open.
    /// </summary>
    private static async IAsyncEnumerable<(Guid Entry, Listed Found)> Found(
        NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select account_id, value_date, day_event, reference, amount, ordinal, memo, salt from statements.line order by account_id, value_date, id
            """, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var open = new Dictionary<Guid, LineList>();
        (Guid, DateOnly) at = default;
        while (await row.ReadAsync(cancellation))
        {
            var day = (row.GetGuid(0), row.GetFieldValue<DateOnly>(1));
            if (day != at) foreach (var ended in Close(open)) yield return ended;
            at = day;
            var entry = row.GetGuid(2);
            if (!open.TryGetValue(entry, out var list)) open[entry] = list = new LineList();
            list.Append(day.Item2, row.GetString(3), row.GetInt64(4), row.GetInt32(5), Commitment.Of(row.GetFieldValue<byte[]>(7), row.GetString(6)));
        }
        foreach (var ended in Close(open)) yield return ended;
    }

    private static List<(Guid, Listed)> Close(Dictionary<Guid, LineList> open)
    {
        List<(Guid, Listed)> ended = [];
        foreach (var (entry, list) in open)
        {
            var (count, total) = (list.Count, list.Total);
            ended.Add((entry, new(count, total, list.Finish())));
            list.Dispose();
        }
        open.Clear();
        return ended;
    }
}
