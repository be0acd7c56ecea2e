using System.Text.Json;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>What a run did.</summary>
/// <param name="Lines">Open lines that it found.</param>
/// <param name="Matched">Of these, by itself.</param>
/// <param name="Open">That it left to people.</param>
/// <param name="ByReason">Reason → lines matched; see <see cref="MatchReasons"/>.</param>
public sealed record RunOutcome(Guid RunId, int Lines, int Matched, int Open, IReadOnlyDictionary<string, int> ByReason);

/// <summary>How far a run is: lines whose group is committed, of those that it decided.</summary>
public delegate Task RunProgress(int done, int total);

/// <summary>
/// Goes over the open lines of an account and tells those that are certain. Stopped at any instant it leaves whole groups;
/// run again it goes on with what is open; two at once take turns.
/// </summary>
public sealed class Reconciliation(Sessions sessions, IRegistry registry, Installation installation, INamedLines namedLines, TimeProvider clock)
{
    public Task<RunOutcome> Run(Guid accountId, Guid by, RunProgress? progress, CancellationToken cancellation) =>
        Carry(accountId, (connection, account, known) => Decide(connection, account, known, cancellation), by, progress, cancellation);

    /// <summary>Does for open lines what a rule says, because a person saw the preview and agreed; in the same collective vouchers.</summary>
    /// <param name="only">Lines that the person left in; null: all that the rule is about.</param>
    public Task<RunOutcome> Accept(Guid accountId, MatchRule rule, IReadOnlySet<long>? only, Guid by, CancellationToken cancellation) =>
        Carry(accountId, async (connection, account, known) =>
        {
            var (found, turns) = await Of(connection, account, rule, known, cancellation);
            IReadOnlyList<RunDecision> chosen = only is null ? found : [.. found.Where(d => only.Contains(d.Line))];
            return new(chosen, turns, chosen.Count, []);
        }, by, null, cancellation);

    /// <summary>Leaves open lines as general gifts of the account's fund, because a person said so of all of them; one match a bank day.</summary>
    public Task<RunOutcome> Acknowledge(Guid accountId, IReadOnlySet<long> lines, Guid by, CancellationToken cancellation) =>
        Carry(accountId, async (connection, account, known) =>
        {
            await using var snapshot = await Snapshot(connection, cancellation);
            var turns = await AccountLock.Turns(connection, account.Id, cancellation);
            var origins = await RunInput.Origins(connection, account, cancellation);
            List<RunDecision> found = [];
            await Task.Run(
                () => RunInput.Lines(
                    connection, account.Id, origins,
                    (in LineFacts line, Core.Statements.StatementAccount origin) =>
                    {
                        if (lines.Contains(line.Id) && MatchTarget.General.WhyNot(origin, line.Side) is null)
                            found.Add(new(line.Id, line.Day, line.Side, origin, MatchReasons.Person, MatchTarget.General, null, line.Amount, null));
                    },
                    cancellation),
                cancellation);
            return new(found, turns, found.Count, []);
        }, by, null, cancellation);

    /// <param name="Found">What to do.</param>
    /// <param name="Turns">Of the account, as the lines were read.</param>
    /// <param name="Lines">How many were looked at.</param>
    /// <param name="Named">For which another module decides.</param>
    private sealed record ToDo(IReadOnlyList<RunDecision> Found, long Turns, int Lines, IReadOnlyList<NamedLine> Named);

    private async Task<RunOutcome> Carry(
        Guid accountId, Func<NpgsqlConnection, BankAccount, RegistrySnapshot, Task<ToDo>> find, Guid by, RunProgress? progress, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var account = known.Accounts[accountId];
        await using var connection = await sessions.Connect(account.UnitId, cancellation);
        await Hold(connection, accountId, cancellation);
        try
        {
            var run = Guid.CreateVersion7();
            await Start(connection, run, accountId, by, cancellation);
            var toDo = await find(connection, account, known);
            var outcome = await Write(connection, new(sessions, clock, known, run, by, toDo.Turns), RunGroup.Of(toDo.Found), progress, cancellation);
            foreach (var line in toDo.Named)
                if (await namedLines.Take(line, by, cancellation)) outcome[MatchReasons.Code] = outcome.GetValueOrDefault(MatchReasons.Code) + 1;
            var matched = outcome.Values.Sum();
            await End(connection, run, outcome, cancellation);
            return new RunOutcome(run, toDo.Lines, matched, toDo.Lines - matched, outcome);
        }
        finally
        {
            await Release(connection, accountId);
        }
    }

    /// <summary>The open lines that a rule, saved or not, is about; what accepting it would match.</summary>
    public async Task<RulePreview> Preview(Guid accountId, MatchRule rule, int shown, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var account = known.Accounts[accountId];
        await using var connection = await sessions.Connect(account.UnitId, cancellation);
        var (found, _) = await Of(connection, account, rule, known, cancellation);
        return new RulePreview(found.Count, found.Sum(d => d.Amount), [.. found.Take(shown).Select(d => d.Line)]);
    }

    private async Task<ToDo> Decide(
        NpgsqlConnection connection, BankAccount account, RegistrySnapshot known, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot(connection, cancellation);
        var turns = await AccountLock.Turns(connection, account.Id, cancellation);
        var rules = await MatchRules.InForce(connection, account.UnitId, cancellation);
        var lessons = await RunInput.Lessons(connection, account.Id, cancellation);
        var origins = await RunInput.Origins(connection, account, cancellation);
        var partly = await RunInput.PartlyTaken(connection, account.Id, cancellation);
        var deciding = await Task.Run(
            () =>
            {
                var matching = new MatchingRun(
                    installation.DatabaseCode, account.CampaignId, CampaignsOf(account.UnitId, known), RunInput.Items(connection, account.Id, cancellation), rules, lessons);
                RunInput.Lines(connection, account.Id, origins, matching.Take, cancellation);
                return matching;
            },
            cancellation);
        var issued = await IssuedCodes.Find(connection, account.UnitId, deciding.Codes, cancellation);
        var decisions = deciding.Decide(issued.ToDictionary(c => c.Key, c => new CodeTarget(c.Value.Campaign, c.Value.Item, c.Value.Named)));
        return new(decisions, turns, deciding.Count + partly, deciding.Named);
    }

    private async Task<(IReadOnlyList<RunDecision> Found, long Turns)> Of(
        NpgsqlConnection connection, BankAccount account, MatchRule rule, RegistrySnapshot known, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot(connection, cancellation);
        var turns = await AccountLock.Turns(connection, account.Id, cancellation);
        var origins = await RunInput.Origins(connection, account, cancellation);
        var campaigns = CampaignsOf(account.UnitId, known);
        List<RunDecision> found = [];
        await Task.Run(
            () => RunInput.Lines(
                connection, account.Id, origins,
                (in LineFacts line, Core.Statements.StatementAccount origin) =>
                {
                    if (!rule.IsOf(origin.Id) || !rule.Matches(line) || !rule.Applies(line, origin, campaigns)) return;
                    found.Add(new(line.Id, line.Day, line.Side, origin, MatchReasons.Rule, rule.Target, null, line.Amount, rule.Id));
                },
                cancellation),
            cancellation);
        return (found, turns);
    }

    private static async Task<Dictionary<string, int>> Write(
        NpgsqlConnection connection, RunGroupWriter writer, IReadOnlyList<RunGroup> groups, RunProgress? progress, CancellationToken cancellation)
    {
        var total = groups.Sum(g => g.Lines);
        var done = 0;
        var byReason = new Dictionary<string, int>();
        if (progress is not null) await progress(0, total);
        foreach (var group in groups)
        {
            var matched = await writer.Write(connection, group, cancellation);
            if (matched > 0) byReason[group.Reason] = byReason.GetValueOrDefault(group.Reason) + matched;
            done += group.Lines;
            if (progress is not null) await progress(done, total);
        }
        return byReason;
    }

    private static Dictionary<Guid, RunCampaign> CampaignsOf(Guid unit, RegistrySnapshot known) => known.Campaigns.Values.Where(c => c.UnitId == unit)
        .ToDictionary(c => c.Id, c => new RunCampaign(c.Id, c.FundId, known.Funds[c.FundId].Kind == FundKinds.Relief, c.StartsOn, c.EndsOn));

    /// <summary>Everything is read as of one instant, the count of the account's turns with it.</summary>
    private static async Task<NpgsqlTransaction> Snapshot(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);

    /// <summary>One run of an account at a time, on whichever node; the hold ends with the connection.</summary>
    private static async Task Hold(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('reconcile:' || $1::text, 0))", connection)
        {
            Parameters = { new() { Value = account } },
            CommandTimeout = 0,
        };
        await hold.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Release(NpgsqlConnection connection, Guid account)
    {
        // When the database died, the lock died with it; asking would hide what happened.
        if (connection.State != System.Data.ConnectionState.Open) return;
        await using var release = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended('reconcile:' || $1::text, 0))", connection) { Parameters = { new() { Value = account } } };
        await release.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Start(NpgsqlConnection connection, Guid run, Guid account, Guid by, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("insert into statements.run (id, account_id, started_at, started_by) values ($1, $2, $3, $4)", connection)
        {
            Parameters = { new() { Value = run }, new() { Value = account }, new() { Value = clock.GetUtcNow() }, new() { Value = by } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private async Task End(NpgsqlConnection connection, Guid run, IReadOnlyDictionary<string, int> counts, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("update statements.run set ended_at = $2, counts = $3 where id = $1", connection)
        {
            Parameters = { new() { Value = run }, new() { Value = clock.GetUtcNow() }, new() { Value = JsonSerializer.Serialize(counts), NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        await update.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>What a rule is about among the open lines of an account.</summary>
/// <param name="TotalVnd">Đồng.</param>
/// <param name="First">Ids of the first of them, in the order of days.</param>
public sealed record RulePreview(int Count, long TotalVnd, IReadOnlyList<long> First);
