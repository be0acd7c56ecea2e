using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Links of one match that were freed together.</summary>
/// <param name="Part">1, 2, … among the releases of the match.</param>
/// <param name="Version">Of the match's stream before this release.</param>
public sealed record FreedLinks(Guid MatchId, int Part, int Count, long Total, string LinkHash, long Version)
{
    /// <summary>For the match's stream, where somebody else's event carries the entries.</summary>
    public StreamAppend Told(string reason, Guid by) => StreamAppend.Next(
        MatchId, Version, new StatementLinesReleased(MatchId, Part, Count, Total, LinkHash, reason, new SortedDictionary<string, string>(), [], by));

    /// <summary>Those of a match; of some of its lines, or of all.</summary>
    internal static Task<IReadOnlyList<FreedLinks>> OfMatch(
        NpgsqlConnection connection, Guid match, IReadOnlyCollection<long>? lines, Guid by, DateTimeOffset at, CancellationToken cancellation) => lines is null
        ? Free(connection, "k.match_id = $1", [match], by, at, cancellation)
        : Free(connection, "k.match_id = $1 and k.line_id = any($2)", [match, lines.ToArray()], by, at, cancellation);

    /// <summary>Those by which lines prove an item.</summary>
    internal static Task<IReadOnlyList<FreedLinks>> OfItem(NpgsqlConnection connection, Guid item, Guid by, DateTimeOffset at, CancellationToken cancellation) =>
        Free(connection, "k.item_id = $1", [item], by, at, cancellation);

    /// <summary>That by which a line was left as a general gift.</summary>
    internal static Task<IReadOnlyList<FreedLinks>> OfGeneralLine(NpgsqlConnection connection, long line, Guid by, DateTimeOffset at, CancellationToken cancellation) =>
        Free(connection, "k.line_id = $1 and exists (select from statements.match m where m.id = k.match_id and m.kind = 'general')", [line], by, at, cancellation);

    /// <summary>Called under the account's lock.</summary>
    private static async Task<IReadOnlyList<FreedLinks>> Free(
        NpgsqlConnection connection, string which, object[] values, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        var links = new Dictionary<Guid, (LinkList List, List<int> Ordinals)>();
        await using (var select = new NpgsqlCommand(
            $"select k.match_id, k.ordinal, k.line_id, k.amount from statements.match_link k where k.live and {which} order by k.match_id, k.ordinal", connection))
        {
            foreach (var value in values) select.Parameters.Add(new() { Value = value });
            await using var row = await select.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var match = row.GetGuid(0);
                if (!links.TryGetValue(match, out var found)) links[match] = found = (new LinkList(), []);
                found.List.Append(row.GetInt64(2), row.GetInt64(3));
                found.Ordinals.Add(row.GetInt32(1));
            }
        }
        List<FreedLinks> freed = [];
        foreach (var (match, (list, ordinals)) in links)
        {
            using (list) freed.Add(await Mark(connection, match, list, ordinals, by, at, cancellation));
        }
        return freed;
    }

    private static async Task<FreedLinks> Mark(
        NpgsqlConnection connection, Guid match, LinkList list, List<int> ordinals, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        int part;
        long version;
        await using (var state = new NpgsqlCommand("""
            select coalesce((select max(k.released_part) from statements.match_link k where k.match_id = $1 and not k.live), 0),
              (select s.version from dftp_events.mt_streams s where s.id = $1)
            """, connection) { Parameters = { new() { Value = match } } })
        await using (var row = await state.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            part = row.GetInt32(0) + 1;
            version = row.GetInt64(1);
        }
        var (count, total) = (list.Count, list.Total);
        var hash = list.Finish();
        await using var mark = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update statements.match_link set live = false, released_part = $3 where match_id = $1 and ordinal = any($2)")
                {
                    Parameters = { new() { Value = match }, new() { Value = ordinals.ToArray() }, new() { Value = part } },
                },
                new("""
                    update statements.match set released_count = released_count + $2,
                      released_at = case when released_count + $2 = line_count then $3::timestamptz end, released_by = case when released_count + $2 = line_count then $4::uuid end
                    where id = $1
                    """)
                {
                    Parameters = { new() { Value = match }, new() { Value = count }, new() { Value = at.ToUniversalTime() }, new() { Value = by } },
                },
                // A person's request to release has put it there itself.
                new("insert into ledger.request (id, content_hash) values ($1, $2) on conflict do nothing")
                {
                    Parameters = { new() { Value = MatchIds.OfRelease(match, part) }, new() { Value = Convert.FromHexString(hash) } },
                },
            },
        };
        await mark.ExecuteNonQueryAsync(cancellation);
        return new FreedLinks(match, part, count, total, hash, version);
    }
}
