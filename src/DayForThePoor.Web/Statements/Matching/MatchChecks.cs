using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>
/// Compares matches and their links, which are primary records, with the events that made and released them; sees that no
/// line and no item is taken beyond its amount, and that what the ledger holds as in transit, unlabelled and untold is what
/// lines and items say is open.
/// </summary>
public sealed class MatchChecks : ILedgerCheckPart
{
    private const string MatchMissing = "match_missing";
    private const string MatchUnexpected = "match_unexpected";

    /// <summary>Columns of a match are not those of its event.</summary>
    private const string MatchDiffers = "match_differs";

    /// <summary>Links are not those that the event counted, or a release did not free what its event says.</summary>
    private const string LinksDiffer = "match_links_differ";

    private const string TakenTwice = "line_taken_twice";
    private const string ItemTakenTwice = "item_taken_twice";
    private const string OpenDiffers = "open_amounts_differ";

    /// <summary>Count, sum and hash of some links.</summary>
    private readonly record struct Listed(int Count, long Total, string Hash)
    {
        public override string ToString() => $"{Count} links, {Total} đ, {Hash}";
    }

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        var (made, released) = await Events(connection, differences, cancellation);
        await foreach (var (match, part, found) in Links(connection, cancellation))
        {
            var key = (match, part);
            var expected = part == 0 ? made : released;
            if (!expected.Remove(key, out var told)) differences.Add(LinksDiffer, match, "", $"part {part}: {found}");
            else if (told != found) differences.Add(LinksDiffer, match, $"part {part}: {told}", $"{found}");
        }
        foreach (var ((match, part), told) in made.Concat(released)) differences.Add(LinksDiffer, match, $"part {part}: {told}", "");
        await Each(connection, differences, TakenTwice, BeyondLines, cancellation);
        await Each(connection, differences, ItemTakenTwice, BeyondItems, cancellation);
        await Each(connection, differences, OpenDiffers, OpenAmounts, cancellation);
    }

    /// <summary>What the events say: of each match (part 0) and of each release; and whether the rows of matches agree with them.</summary>
    private static async Task<(Dictionary<(Guid, int), Listed> Made, Dictionary<(Guid, int), Listed> Released)> Events(
        NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    select e.stream_id, m.id, (e.data ->> 'count')::int, (e.data ->> 'total')::bigint, e.data ->> 'linkHash',
                      (m.unit_id, m.account_id, m.kind, m.reason, case m.side when 'C' then 'Credit' else 'Debit' end, m.rule_id, m.run_id, m.day, m.fund_id, m.campaign_id, m.role,
                        m.line_count, m.total, m.made_by, m.released_count)
                      is not distinct from
                      ((e.data ->> 'unitId')::uuid, (e.data ->> 'accountId')::uuid, e.data ->> 'kind', e.data ->> 'reason', e.data ->> 'side', (e.data ->> 'ruleId')::uuid,
                        (e.data ->> 'runId')::uuid, (e.data ->> 'day')::date, (e.data ->> 'fundId')::uuid, (e.data ->> 'campaignId')::uuid, e.data ->> 'role',
                        (e.data ->> 'count')::int, (e.data ->> 'total')::bigint, (e.data ->> 'by')::uuid, coalesce(r.freed, 0)::int)
                    from dftp_events.mt_events e
                    full join statements.match m on m.id = e.stream_id
                    left join (select stream_id, sum((data ->> 'count')::int) as freed from dftp_events.mt_events where type = 'statement_lines_released' group by 1) r
                      on r.stream_id = e.stream_id
                    where e.type = 'statement_lines_matched' or e.type is null
                    """),
                new("""
                    select stream_id, (data ->> 'part')::int, (data ->> 'count')::int, (data ->> 'total')::bigint, data ->> 'linkHash'
                    from dftp_events.mt_events where type = 'statement_lines_released'
                    """),
            },
        };
        batch.Timeout = 0;
        var made = new Dictionary<(Guid, int), Listed>();
        var released = new Dictionary<(Guid, int), Listed>();
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (row.IsDBNull(0)) differences.Add(MatchUnexpected, row.GetGuid(1), "", "a row");
            else if (row.IsDBNull(1)) differences.Add(MatchMissing, row.GetGuid(0), "a row", "");
            else if (!row.GetBoolean(5)) differences.Add(MatchDiffers, row.GetGuid(0), "the event's columns", "");
            if (!row.IsDBNull(0)) made[(row.GetGuid(0), 0)] = new(row.GetInt32(2), row.GetInt64(3), row.GetString(4));
        }
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) released[(row.GetGuid(0), row.GetInt32(1))] = new(row.GetInt32(2), row.GetInt64(3), row.GetString(4));
        return (made, released);
    }

    /// <summary>What the links say: part 0 is all of a match, the others what each release freed. Only one match is held at a time.</summary>
    private static async IAsyncEnumerable<(Guid Match, int Part, Listed Found)> Links(
        NpgsqlConnection connection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select match_id, line_id, amount, case when live then 0 else coalesce(released_part, -1) end from statements.match_link order by match_id, ordinal", connection)
        {
            CommandTimeout = 0,
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var open = new SortedDictionary<int, LinkList>();
        Guid at = default;
        while (await row.ReadAsync(cancellation))
        {
            if (row.GetGuid(0) != at)
                foreach (var ended in Close(at, open)) yield return ended;
            at = row.GetGuid(0);
            Append(0);
            if (row.GetInt32(3) is var part and not 0) Append(part);
        }
        foreach (var ended in Close(at, open)) yield return ended;

        void Append(int part)
        {
            if (!open.TryGetValue(part, out var list)) open[part] = list = new LinkList();
            list.Append(row.GetInt64(1), row.GetInt64(2));
        }
    }

    private static List<(Guid, int, Listed)> Close(Guid match, SortedDictionary<int, LinkList> open)
    {
        List<(Guid, int, Listed)> ended = [];
        foreach (var (part, list) in open)
        {
            var (count, total) = (list.Count, list.Total);
            ended.Add((match, part, new(count, total, list.Finish())));
            list.Dispose();
        }
        open.Clear();
        return ended;
    }

    private static async Task Each(NpgsqlConnection connection, Differences differences, string code, string query, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) differences.Add(code, row.GetString(0), row.GetString(1), row.GetString(2));
    }

    private const string BeyondLines = """
        select l.id::text, 'at most ' || l.amount, sum(k.amount)::text from statements.live_link k join statements.line l on l.id = k.line_id
        group by l.id, l.amount having sum(k.amount) > l.amount
        """;

    /// <summary>Of an item that was taken back nothing may be taken; a gift that took its line when it was recorded never waited.</summary>
    private const string BeyondItems = """
        select k.item_id::text, 'at most ' || coalesce(max(a.amount), 0), sum(k.amount)::text
        from statements.live_link k left join (select item_id, sum(amount) as amount from statements.announced group by 1) a on a.item_id = k.item_id
        where k.item_id is not null and (k.match_id is not null or a.amount is not null)
        group by k.item_id having sum(k.amount) > coalesce(max(a.amount), 0)
        """;

    /// <summary>Balances by account and role, as the ledger has them and as lines, links and items say.</summary>
    private const string OpenAmounts = """
        with links as (
          select l.account_id, l.side, k.item_id, k.amount, coalesce(m.kind = 'general', false) as general
          from statements.live_link k join statements.line l on l.id = k.line_id left join statements.match m on m.id = k.match_id),
        said as (
          select account_id, case side when 'C' then 'income_unlabelled' else 'suspense_debits' end as role, case side when 'C' then -amount else amount end as amount from statements.line
          union all
          select account_id, case side when 'C' then 'income_unlabelled' else 'suspense_debits' end, case side when 'C' then amount else -amount end from links where not general
          union all
          select account_id, 'in_transit', case side when 'C' then amount else -amount end from statements.announced
          union all
          select k.account_id, 'in_transit', case k.side when 'C' then -k.amount else k.amount end from links k
          where k.item_id in (select item_id from statements.announced)),
        booked as (
          select account_id, role, case side when 'D' then amount else -amount end as amount from ledger.posting
          where role in ('income_unlabelled', 'suspense_debits', 'in_transit') and account_id is not null)
        select account_id::text || '/' || role, sum(said)::text, sum(booked)::text
        from (select account_id, role, amount as said, 0::bigint as booked from said union all select account_id, role, 0, amount from booked) b
        group by account_id, role having sum(said) <> sum(booked)
        """;
}
