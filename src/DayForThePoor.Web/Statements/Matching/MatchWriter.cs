using System.Security.Cryptography;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>What a person takes of a line.</summary>
/// <param name="Amount">Đồng, above 0; the whole line or a part of it.</param>
/// <param name="Item">The open item that this money is, for kind item.</param>
public sealed record MatchTake(long Line, long Amount, Guid? Item = null);

/// <summary>Lines of one account and side (for kind pair: of both sides, equal in sum) and what they become.</summary>
public sealed record MatchPart(MatchTarget Target, IReadOnlyList<MatchTake> Takes);

/// <summary>Everything that one step of a person decides: all of it is written, or nothing.</summary>
/// <param name="Key">The same key is the same step.</param>
/// <param name="Texts">Field → words, sealed with each match: <c>note</c>, the donor's agreement, the decision.</param>
/// <param name="Releases">Released first, so that a later decision takes the place of an earlier match.</param>
public sealed record MatchRequest(
    Actor By, Guid UnitId, string Key, IReadOnlyList<MatchPart> Parts, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<ReleaseWanted> Releases)
{
    /// <summary>What is written beside the matches in the same transaction, by their ids, under the account's lock.</summary>
    public Func<NpgsqlConnection, IReadOnlyList<Guid>, CancellationToken, Task<Refusal?>>? Also { get; init; }

    public MatchRequest(Actor by, Guid unit, string key, params IReadOnlyList<MatchPart> parts) : this(by, unit, key, parts, new Dictionary<string, string>(), []) { }
}

/// <param name="Vouchers">"PKT-VNN-2026-000012", one for each fund; none for kind general.</param>
public sealed record MatchMade(Guid MatchId, IReadOnlyList<string> Vouchers);

public sealed record MatchesMade(IReadOnlyList<MatchMade> Matches, bool AlreadyKnown);

/// <summary>
/// Ties lines as a person decided. Whether so much is still open is asked again under the lock of the account, so that two
/// people, a run and a gift never take the same money twice.
/// </summary>
public sealed class MatchWriter(Sessions sessions, IRegistry registry, LedgerWriter writer, OpenLines lines, OpenItems items, TimeProvider clock)
{
    public const int MostTakes = 500;

    private sealed record Planned(MatchDraft Draft, IReadOnlyList<MatchLink> Links, IReadOnlyList<Guid> Accounts);

    /// <summary>
    /// Codes: matching.no_lines, matching.too_many, matching.amount, matching.line_unknown, matching.mixed_lines, matching.pair_sums,
    /// matching.item_missing, matching.item_unknown, matching.item_other, those of <see cref="MatchTarget.WhyNot"/>, of
    /// <see cref="PlannedRelease"/>, and matching.line_taken, matching.item_taken.
    /// </summary>
    public async Task<Outcome<MatchesMade>> Write(MatchRequest request, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var planned = await Plan(request, known, cancellation);
        if (!planned.TryGet(out var matches)) return new(planned.Refusals);
        var today = VietnamTime.TodayIn(clock);
        List<PlannedRelease> releases = [];
        foreach (var wanted in request.Releases)
        {
            var release = await PlannedRelease.Plan(sessions, request.UnitId, wanted, today, cancellation);
            if (release.TryGet(out var one)) releases.Add(one);
            // A repeated step finds its releases done; the request's own key tells then that it is a repeat.
            else if (!await WasWritten(matches[0].Draft.Id, cancellation)) return new(release.Refusals);
        }

        var events = new Dictionary<Guid, IReadOnlyList<JournalEntry>>();
        List<FreedLinks> freed = [];
        var answer = await writer.Post(
            new LedgerCommand(
                matches[0].Draft.Id, HashOf(request), request.UnitId, [.. matches.Select(m => m.Draft.DocumentDate), .. releases.Select(r => r.Draft.DocumentDate)],
                [.. releases.SelectMany(r => r.Numbers), .. matches.SelectMany(m => Needs(m.Draft))],
                numbers => Write(request, releases, freed, matches, numbers, events))
            {
                Accounts = [.. matches.SelectMany(m => m.Accounts), .. releases.SelectMany(r => r.Accounts)],
                Guard = (connection, stop) => Tie(connection, request, releases, freed, matches, stop),
            },
            cancellation);
        return answer.Result switch
        {
            PostResult.Written => new MatchesMade([.. matches.Select(m => new MatchMade(m.Draft.Id, Texts(events[m.Draft.Id], known)))], false),
            PostResult.AlreadyKnown => new MatchesMade(await Made([.. matches.Select(m => m.Draft.Id)], known, cancellation), true),
            PostResult.Differs => Refusal.Conflict("matching.key_reused"),
            _ => answer.Refusal!,
        };
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<JournalEntry> entries, RegistrySnapshot known) =>
        [.. entries.Select(e => e.Voucher.Text(known.Funds[e.FundId].Kind))];

    private static IEnumerable<NumberNeed> Needs(MatchDraft match) =>
        match.Legs.Select(l => new NumberNeed(l.FundId, match.DocumentDate.Year, VoucherKinds.General, match.DocumentDate));

    private static byte[] HashOf(MatchRequest request) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { request.Parts, request.Texts, request.Releases }));

    private async Task<Outcome<IReadOnlyList<Planned>>> Plan(MatchRequest request, RegistrySnapshot known, CancellationToken cancellation)
    {
        var takes = request.Parts.SelectMany(p => p.Takes).ToList();
        if (request.Parts.Count == 0 || request.Parts.Any(p => p.Takes.Count == 0)) return Refusal.Invalid("matching.no_lines", "lines");
        if (takes.Count > MostTakes) return Refusal.Invalid("matching.too_many", "lines", $"{MostTakes}");
        if (takes.Any(t => t.Amount < 1)) return Refusal.Invalid("matching.amount", "amountVnd");
        var found = (await lines.Find([.. takes.Select(t => t.Line).Distinct()], cancellation)).ToDictionary(l => l.Id);
        if (takes.Any(t => !found.TryGetValue(t.Line, out var line) || line.UnitId != request.UnitId)) return Refusal.NotFound("matching.line_unknown", "lines");
        if (takes.Any(t => t.Amount > found[t.Line].AmountVnd)) return Refusal.Invalid("matching.amount", "amountVnd");
        var named = (await items.Find([.. takes.Select(t => t.Item).OfType<Guid>().Distinct()], cancellation)).ToDictionary(i => i.Id);

        await using var connection = await sessions.Connect(request.UnitId, cancellation);
        var closed = await DocumentDates.ClosedMonths(connection, request.UnitId, cancellation);
        var today = VietnamTime.TodayIn(clock);
        DateOnly DateOf(IEnumerable<OpenLine> of) => DocumentDates.Of(known, request.UnitId, of.Max(l => l.Day), today, closed);

        List<Planned> planned = [];
        foreach (var part in request.Parts)
        {
            // Lines of one account that were posted with other dimensions are reclassified apart, each from where it stands.
            var groups = part.Target.Kind == MatchKinds.Pair ? [part.Takes] : part.Takes.GroupBy(t => found[t.Line].Origin).Select(g => g.ToList()).ToList<IReadOnlyList<MatchTake>>();
            if (part.Takes.Select(t => found[t.Line].AccountId).Distinct().Count() > 1 && part.Target.Kind != MatchKinds.Pair) return Refusal.Invalid("matching.mixed_lines", "lines");
            foreach (var group in groups)
            {
                var id = MatchIds.OfPerson(request.UnitId, request.Key, planned.Count + 1);
                var one = Plan(id, part.Target, group, found, named, DateOf(group.Select(t => found[t.Line])));
                if (!one.TryGet(out var match)) return new(one.Refusals);
                planned.Add(match);
            }
        }
        return planned;
    }

    private static Outcome<Planned> Plan(
        Guid id, MatchTarget target, IReadOnlyList<MatchTake> takes, Dictionary<long, OpenLine> found, Dictionary<Guid, OpenItem> named, DateOnly date)
    {
        var first = found[takes[0].Line];
        IReadOnlyList<BookLegs> legs;
        if (target.Kind == MatchKinds.Pair)
        {
            var paired = Pair(takes, found);
            if (!paired.TryGet(out var pair)) return new(paired.Refusals);
            (first, legs) = pair;
        }
        else
        {
            if (takes.Any(t => found[t.Line].Side != first.Side)) return Refusal.Invalid("matching.mixed_lines", "lines");
            if (target.WhyNot(first.Origin, first.Side) is { } refusal) return refusal;
            if (takes.Any(t => t.Item is null == (target.Kind == MatchKinds.Item))) return Refusal.Invalid("matching.item_missing", "items");
            foreach (var take in takes.Where(t => t.Item is not null))
            {
                if (!named.TryGetValue(take.Item!.Value, out var item)) return Refusal.NotFound("matching.item_unknown", "items");
                if (item.AccountId != first.AccountId || item.Side != first.Side || item.FundId != first.FundId) return Refusal.Invalid("matching.item_other", "items");
            }
            legs = target.Legs(first.Origin, first.Side, takes.Sum(t => t.Amount));
        }

        using var list = new LinkList();
        foreach (var take in takes) list.Append(take.Line, take.Amount);
        var (count, total) = (list.Count, list.Total);
        return new Planned(
            new MatchDraft(id, first.Origin, first.Side, target, MatchReasons.Person, count, total, list.Finish(), legs, date),
            [.. takes.Select(t => new MatchLink(t.Line, t.Item, t.Amount))], [.. takes.Select(t => found[t.Line].AccountId).Distinct()]);
    }

    /// <summary>Money in and money out, equal in sum, each side of one account and book.</summary>
    private static Outcome<(OpenLine Into, IReadOnlyList<BookLegs> Legs)> Pair(IReadOnlyList<MatchTake> takes, Dictionary<long, OpenLine> found)
    {
        var into = takes.Where(t => found[t.Line].Side == Side.Credit).ToList();
        var outOf = takes.Where(t => found[t.Line].Side == Side.Debit).ToList();
        if (into.Count == 0 || outOf.Count == 0 || into.Sum(t => t.Amount) != outOf.Sum(t => t.Amount) || takes.Any(t => t.Item is not null))
            return Refusal.Invalid("matching.pair_sums", "lines");
        if (into.Select(t => found[t.Line].Origin).Distinct().Count() > 1 || outOf.Select(t => found[t.Line].Origin).Distinct().Count() > 1)
            return Refusal.Invalid("matching.mixed_lines", "lines");
        var first = found[into[0].Line];
        return (first, BookLegs.OfPair(first.Origin, found[outOf[0].Line].Origin, into.Sum(t => t.Amount)));
    }

    private async Task<Refusal?> Tie(
        NpgsqlConnection connection, MatchRequest request, List<PlannedRelease> releases, List<FreedLinks> freed, IReadOnlyList<Planned> matches, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var release in releases)
        {
            var outcome = await release.Free(connection, request.By.PersonId, now, cancellation);
            if (!outcome.TryGet(out var links)) return outcome.Refusals[0];
            freed.Add(links);
        }
        foreach (var (draft, links, _) in matches)
        {
            await MatchRows.Insert(connection, draft, request.By.PersonId, now, cancellation);
            await MatchRows.InsertLinks(connection, draft.Id, links, cancellation);
        }
        foreach (var further in matches.Skip(1))
        {
            await using var claim = new NpgsqlCommand("insert into ledger.request (id, content_hash) values ($1, $2)", connection)
            {
                Parameters = { new() { Value = further.Draft.Id }, new() { Value = HashOf(request) } },
            };
            await claim.ExecuteNonQueryAsync(cancellation);
        }
        if (request.Also is { } also && await also(connection, [.. matches.Select(m => m.Draft.Id)], cancellation) is { } refusal) return refusal;
        var all = matches.SelectMany(m => m.Links).ToList();
        return await MatchRows.WhyTooMuch(connection, [.. all.Select(l => l.Line).Distinct()], [.. all.Select(l => l.Item).OfType<Guid>().Distinct()], cancellation);
    }

    private static Draft Write(
        MatchRequest request, List<PlannedRelease> releases, List<FreedLinks> freed, IReadOnlyList<Planned> matches, IReadOnlyList<int> numbers,
        Dictionary<Guid, IReadOnlyList<JournalEntry>> events)
    {
        var at = 0;
        IReadOnlyList<int> Next(int count) => [.. numbers.Skip((at += count) - count).Take(count)];
        List<StreamAppend> streams = [];
        List<SealedText> texts = [];
        foreach (var (release, links) in releases.Zip(freed))
            streams.Add(StreamAppend.Next(links.MatchId, links.Version, release.Draft.Event(Next(release.Numbers.Count), new SortedDictionary<string, string>(), request.By.PersonId)));
        foreach (var (draft, _, _) in matches)
        {
            var (rows, commitments) = SealedTexts.Of(draft.Id, request.Texts);
            var matched = draft.Event(Next(draft.Legs.Count), commitments, request.By.PersonId);
            events[draft.Id] = matched.Entries;
            streams.Add(StreamAppend.Start(draft.Id, matched));
            texts.AddRange(rows);
        }
        return new Draft(streams, texts);
    }

    private async Task<bool> WasWritten(Guid match, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select exists (select from statements.match where id = $1)", connection) { Parameters = { new() { Value = match } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What an earlier request with the same key made.</summary>
    private async Task<IReadOnlyList<MatchMade>> Made(IReadOnlyList<Guid> ids, RegistrySnapshot known, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select m.id, e.fund_id, e.kind, e.year, e.number from statements.match m
            left join ledger.entry e on e.stream_id = m.id and e.source = 'statement_lines_matched' where m.id = any($1) order by e.number
            """, connection) { Parameters = { new() { Value = ids.ToArray() } } };
        var made = ids.ToDictionary(id => id, _ => new List<string>());
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (row.IsDBNull(1)) continue;
            made[row.GetGuid(0)].Add(new VoucherNumber(row.GetString(2), row.GetInt16(3), row.GetInt32(4)).Text(known.Funds[row.GetGuid(1)].Kind));
        }
        return [.. ids.Select(id => new MatchMade(id, made[id]))];
    }
}
