using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>A match to be released, whole or for some of its lines.</summary>
/// <param name="Lines">Null: all that is left of it.</param>
/// <param name="ReasonCode">One of <see cref="ReleaseReasons.ByPerson"/>.</param>
public sealed record ReleaseWanted(Guid MatchId, IReadOnlyCollection<long>? Lines, string ReasonCode);

/// <summary>A release that is decided and waits for the account's lock and its numbers.</summary>
/// <param name="Accounts">Of all lines of the match.</param>
/// <param name="Teaches">The rule that loses its right to act alone.</param>
internal sealed record PlannedRelease(ReleaseWanted Wanted, ReleaseDraft Draft, IReadOnlyList<Guid> Accounts, Guid? Teaches)
{
    public Guid Request => MatchIds.OfRelease(Draft.Match.MatchId, Draft.Part);

    public IReadOnlyList<NumberNeed> Numbers =>
        [.. Draft.Match.Entries.Select(e => new NumberNeed(e.FundId, Draft.DocumentDate.Year, VoucherKinds.General, Draft.DocumentDate))];

    /// <summary>
    /// Codes: matching.unknown, matching.release_reason, matching.pair_whole, matching.undone_before, matching.line_not_in_match.
    /// </summary>
    public static async Task<Outcome<PlannedRelease>> Plan(Sessions sessions, Guid unit, ReleaseWanted wanted, DateOnly today, CancellationToken cancellation)
    {
        if (!ReleaseReasons.ByPerson.Contains(wanted.ReasonCode)) return Refusal.Invalid("matching.release_reason", "reason");
        await using var session = sessions.Query(unit);
        var events = await session.Events.FetchStreamAsync(wanted.MatchId, token: cancellation);
        if (events.Count == 0 || events[0].Data is not StatementLinesMatched match || match.UnitId != unit) return Refusal.NotFound("matching.unknown");
        if (wanted.Lines is not null && match.Kind == MatchKinds.Pair) return Refusal.Invalid("matching.pair_whole", "lines");

        await using var connection = await sessions.Connect(unit, cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select line_id, amount from statements.match_link where match_id = $1 and live and ($2::bigint[] is null or line_id = any($2)) order by ordinal")
                {
                    Parameters =
                    {
                        new() { Value = wanted.MatchId },
                        new() { Value = wanted.Lines is { } lines ? lines.ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bigint },
                    },
                },
                new("select coalesce(max(released_part), 0) from statements.match_link where match_id = $1 and not live") { Parameters = { new() { Value = wanted.MatchId } } },
                new("select distinct l.account_id from statements.match_link k join statements.line l on l.id = k.line_id where k.match_id = $1")
                {
                    Parameters = { new() { Value = wanted.MatchId } },
                },
            },
        };
        using var list = new LinkList();
        var found = new HashSet<long>();
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(row.GetInt64(0));
            list.Append(row.GetInt64(0), row.GetInt64(1));
        }
        if (found.Count == 0) return Refusal.Conflict("matching.undone_before");
        if (wanted.Lines is { } asked && asked.Distinct().Count() != found.Count) return Refusal.Conflict("matching.line_not_in_match", "lines");
        await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        var part = row.GetInt32(0) + 1;
        await row.NextResultAsync(cancellation);
        List<Guid> accounts = [];
        while (await row.ReadAsync(cancellation)) accounts.Add(row.GetGuid(0));

        var (count, total) = (list.Count, list.Total);
        var whole = part == 1 && count == match.Count;
        return new PlannedRelease(
            wanted, new ReleaseDraft(match, part, whole, count, total, list.Finish(), wanted.ReasonCode, today), accounts,
            wanted.ReasonCode == ReleaseReasons.Mistaken && match.RunId is not null ? match.RuleId : null);
    }

    /// <summary>Frees the links under the account's lock. Codes: matching.changed_meanwhile, matching.return_made.</summary>
    public async Task<Outcome<FreedLinks>> Free(NpgsqlConnection connection, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        if (Draft.Match.Role == Roles.InTransit && await IsReturned(connection, Draft.Match.MatchId, cancellation)) return Refusal.Conflict("matching.return_made");
        var freed = await FreedLinks.OfMatch(connection, Draft.Match.MatchId, Wanted.Lines, by, at, cancellation);
        if (freed is not [var one] || one.Part != Draft.Part || one.LinkHash != Draft.LinkHash) return Refusal.Conflict("matching.changed_meanwhile");
        if (Teaches is { } rule)
        {
            await using var teach = new NpgsqlCommand("update statements.rule set acts_alone = false, lost_right_at = $2 where id = $1 and acts_alone", connection)
            {
                Parameters = { new() { Value = rule }, new() { Value = at.ToUniversalTime() } },
            };
            await teach.ExecuteNonQueryAsync(cancellation);
        }
        return one;
    }

    /// <summary>Whether the bank has sent the money back that the match decided to return.</summary>
    private static async Task<bool> IsReturned(NpgsqlConnection connection, Guid match, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select exists (select from statements.live_link where item_id = $1)", connection)
        {
            Parameters = { new() { Value = match } },
        };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
