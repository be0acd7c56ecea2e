using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Lines of one bank day and side that become the same for the same reason: one match, one voucher a fund.</summary>
internal sealed record RunGroup(DateOnly Day, Side Side, StatementAccount Origin, string Reason, Guid? Rule, MatchTarget Target, IReadOnlyList<MatchLink> Links)
{
    /// <summary>In the order of days, so that vouchers follow each other as the days do.</summary>
    public static IReadOnlyList<RunGroup> Of(IEnumerable<RunDecision> decisions) =>
    [
        .. decisions
            .GroupBy(d => (d.Day, d.Side, d.Origin, d.Reason, d.Rule, d.Target))
            .OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Side).ThenBy(g => MatchReasons.All.ToList().IndexOf(g.Key.Reason)).ThenBy(g => g.Key.Rule).ThenBy(g => g.Key.Target.CampaignId)
            .Select(g => new RunGroup(g.Key.Day, g.Key.Side, g.Key.Origin, g.Key.Reason, g.Key.Rule, g.Key.Target, [.. g.Select(d => new MatchLink(d.Line, d.Item, d.Amount))])),
    ];

    public int Lines => Links.DistinctBy(l => l.Line).Count();

    /// <summary>What makes the match this one among those of the run and day.</summary>
    private string Cause => $"{Rule?.ToString("N") ?? Reason}/{Target.Kind}/{Target.RoleThen}/{Target.FundId:N}/{Target.CampaignId:N}/{Origin.FundId:N}/{Origin.CampaignId:N}";

    public MatchDraft Draft(Guid run, DateOnly documentDate)
    {
        using var list = new LinkList();
        foreach (var link in Links) list.Append(link.Line, link.Amount);
        var (count, total) = (list.Count, list.Total);
        return new MatchDraft(
            MatchIds.OfRun(run, Day, Side, Cause), Origin, Side, Target, Reason, count, total, list.Finish(), Target.Legs(Origin, Side, total), documentDate, Rule, run, Day);
    }
}

/// <summary>
/// Writes the groups of a run, each in a transaction of its own. Locks as everywhere: months, then, when the links are in
/// already, the account, the number series last; so a day with 200,000 lines holds nobody up for longer than its voucher takes.
/// </summary>
internal sealed class RunGroupWriter(Sessions sessions, TimeProvider clock, RegistrySnapshot known, Guid run, Guid by, long turns)
{
    /// <summary>Takes of the account's lock that a run can account for itself.</summary>
    private long expected = turns;

    /// <summary>Somebody tied or freed lines since they were read.</summary>
    private bool disturbed;

    /// <returns>Lines matched; fewer than asked when somebody took some of them meanwhile.</returns>
    public async Task<int> Write(NpgsqlConnection connection, RunGroup group, CancellationToken cancellation)
    {
        for (var left = group; left.Links.Count > 0; left = await WithoutTaken(connection, left, cancellation))
            if (await TryWrite(connection, left, cancellation)) return left.Lines;
        return 0;
    }

    private async Task<bool> TryWrite(NpgsqlConnection connection, RunGroup group, CancellationToken cancellation)
    {
        var unit = group.Origin.UnitId;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var stood = known.Units.Any(u => u.UnitId == unit && u.StandsOn(group.Day));
        var draft = group.Draft(run, await DocumentDates.Hold(connection, unit, group.Day, VietnamTime.TodayIn(clock), stood));
        await MatchRows.Insert(connection, draft, by, clock.GetUtcNow(), cancellation);
        await MatchRows.InsertLinks(connection, draft.Id, group.Links, cancellation);

        await AccountLock.Take(connection, [group.Origin.Id], cancellation);
        var now = await AccountLock.Turns(connection, group.Origin.Id, cancellation);
        disturbed |= now != expected + 1;
        if (disturbed && await MatchRows.WhyTooMuch(connection, LinesOf(group), ItemsOf(group), cancellation) is not null) return false; // rolled back
        expected = now;

        var numbers = await NumberSeries.Take(
            connection, [.. draft.Legs.Select(l => new NumberNeed(l.FundId, draft.DocumentDate.Year, VoucherKinds.General, draft.DocumentDate))]);
        await using var session = sessions.For(unit, transaction);
        session.Events.StartStream(draft.Id, draft.Event(numbers, new SortedDictionary<string, string>(), by));
        await session.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>What is left after others took lines, or items were taken or voided; read anew, because the failed attempt is rolled back.</summary>
    private static async Task<RunGroup> WithoutTaken(NpgsqlConnection connection, RunGroup group, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select distinct k.line_id from statements.live_link k where k.line_id = any($1)") { Parameters = { new() { Value = LinesOf(group) } } },
                new("""
                    select i.id from unnest($1::uuid[]) i(id)
                    where exists (select from statements.live_link k where k.item_id = i.id) or not exists (select from statements.announced a where a.item_id = i.id)
                    """) { Parameters = { new() { Value = ItemsOf(group) } } },
            },
        };
        batch.Timeout = 0;
        var lines = new HashSet<long>();
        var items = new HashSet<Guid>();
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) lines.Add(row.GetInt64(0));
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) items.Add(row.GetGuid(0));

        // Who shares a line or item with one that is gone goes with it: together they made the amount.
        var gone = group.Links.Where(l => lines.Contains(l.Line) || (l.Item is { } item && items.Contains(item))).ToList();
        var goneLines = gone.Select(l => l.Line).ToHashSet();
        var goneItems = gone.Select(l => l.Item).OfType<Guid>().ToHashSet();
        return group with { Links = [.. group.Links.Where(l => !goneLines.Contains(l.Line) && !(l.Item is { } item && goneItems.Contains(item)))] };
    }

    private static long[] LinesOf(RunGroup group) => [.. group.Links.Select(l => l.Line).Distinct()];

    private static Guid[] ItemsOf(RunGroup group) => [.. group.Links.Select(l => l.Item).OfType<Guid>().Distinct()];
}
