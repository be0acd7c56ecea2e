using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Decisions;

/// <summary>
/// A province's or the central board decided that a relief campaign takes gifts for longer (NĐ 93/2021 Đ.8.2): its last day
/// moves, and what waited within the new window is the campaign's.
/// </summary>
/// <param name="Campaign">Code.</param>
/// <param name="Number">Of the decision, as on the paper.</param>
/// <param name="Issuer">Code of the unit whose board decided: province, city or centre.</param>
/// <param name="EndsOn">The last day from now on.</param>
/// <param name="Decision">A picture or PDF; the caller closes it.</param>
public sealed record ExtendWindow(
    Actor By, Guid UnitId, string Key, string? Campaign, string? Number, DateOnly? DecidedOn, string? Issuer, DateOnly? EndsOn, Stream? Decision) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <param name="Lines">Pending lines that the campaign got.</param>
/// <param name="TotalVnd">Their đồng.</param>
public sealed record WindowExtended(Guid CampaignId, DateOnly EndsOn, int Lines, long TotalVnd);

public static class ExtendWindowHandler
{
    public static async Task<Outcome<WindowExtended>> Handle(
        ExtendWindow command, IRegistry registry, Sessions sessions, PendingLines pending, MatchWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var outcome = Check(command, known, VietnamTime.TodayIn(clock));
        var paper = await Papers.Take(command.Decision, "decision", cancellation);
        if (outcome.IsRefused || paper.IsRefused) return new([.. outcome.Refusals, .. paper.Refusals]);
        var extension = outcome.Value;

        if (await Save(sessions, command, extension, paper.Value, clock.GetUtcNow(), cancellation) is { } refusal) return refusal;
        registry.Invalidate();
        return await Release(command, extension, paper.Value, registry, pending, writer, clock.GetUtcNow(), cancellation);
    }

    private sealed record Extension(Guid Id, Campaign Campaign, string Number, DateOnly DecidedOn, Guid IssuerId, DateOnly EndsOn);

    private static Outcome<Extension> Check(ExtendWindow command, RegistrySnapshot known, DateOnly today)
    {
        List<Refusal> no = [];
        var campaign = known.CampaignByCode(command.UnitId, command.Campaign ?? "");
        if (campaign?.EndsOn is not { } ends || known.Funds[campaign.FundId].Kind != FundKinds.Relief)
        {
            no.Add(Refusal.Invalid("extension.campaign_unknown", "campaign"));
            ends = default;
        }
        var number = CleanText.CheckRequired(command.Number, "number", 60);
        no.AddRange(number.Refusals);
        if (command.DecidedOn is not { } decided || decided > today) no.Add(Refusal.Invalid("extension.decided_on", "decidedOn"));
        if (command.EndsOn is null) no.Add(Refusal.Invalid("extension.ends_on", "endsOn"));
        var issuer = known.UnitsByCode.GetValueOrDefault(command.Issuer ?? "");
        if (issuer?.Kind is not (UnitKinds.Centre or UnitKinds.Province)) no.Add(Refusal.Invalid("extension.issuer", "issuer"));
        return no.Count > 0 ? no
            : new Extension(Ids.Of("campaign-extension", command.UnitId, command.Key), campaign!, number.Value, command.DecidedOn!.Value, issuer!.UnitId, command.EndsOn!.Value);
    }

    /// <summary>Keeps the decision and moves the last day. A repeat of the same request finds both done.</summary>
    private static async Task<Refusal?> Save(
        Sessions sessions, ExtendWindow command, Extension extension, Paper paper, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var locking = new NpgsqlCommand("select ends_on, exists (select from ledger.campaign_extension where id = $2) from ledger.campaign where id = $1 for no key update", connection)
        {
            Parameters = { new() { Value = extension.Campaign.Id }, new() { Value = extension.Id } },
        };
        DateOnly ended;
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            ended = row.GetFieldValue<DateOnly>(0);
            if (row.GetBoolean(1)) return null;
        }
        if (extension.EndsOn <= ended) return Refusal.Conflict("extension.not_later", "endsOn", VietnamTime.Text(ended));

        await DecisionRows.Keep(connection, paper, at, cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    insert into ledger.campaign_extension (id, campaign_id, number, decided_on, issuer_id, ended_on, ends_on, sha256, made_at, made_by)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = extension.Id }, new() { Value = extension.Campaign.Id }, new() { Value = extension.Number }, new() { Value = extension.DecidedOn },
                        new() { Value = extension.IssuerId }, new() { Value = ended }, new() { Value = extension.EndsOn }, new() { Value = paper.Sha256 },
                        new() { Value = at.ToUniversalTime() }, new() { Value = command.By.PersonId },
                    },
                },
                new("update ledger.campaign set ends_on = $2 where id = $1") { Parameters = { new() { Value = extension.Campaign.Id }, new() { Value = extension.EndsOn } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>
    /// What waited within the new window becomes the campaign's, so many lines at a time. Stopped in between, the same
    /// request goes on where it was: what is released already waits no more.
    /// </summary>
    private static async Task<Outcome<WindowExtended>> Release(
        ExtendWindow command, Extension extension, Paper paper, IRegistry registry, PendingLines pending, MatchWriter writer, DateTimeOffset at, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(a => a.UnitId == command.UnitId).Select(a => a.Id).ToArray();
        var waiting = (await pending.Of(accounts, null, cancellation))
            .Where(line => line.CampaignId == extension.Campaign.Id && line.Day >= extension.Campaign.StartsOn && line.Day <= extension.EndsOn).ToArray();
        var target = new MatchTarget(MatchKinds.Income, Roles.IncomeGifts, null, extension.Campaign.Id);
        var texts = new Dictionary<string, string>
        {
            ["decision"] = $"{extension.Number}, {VietnamTime.Text(extension.DecidedOn)}, {Convert.ToHexStringLower(paper.Sha256)}",
        };
        foreach (var group in waiting.GroupBy(line => line.Account.Id))
            foreach (var lines in group.Chunk(MatchWriter.MostTakes))
            {
                var request = new MatchRequest(
                    command.By, command.UnitId, $"{command.Key}-{lines[0].LineId}",
                    [new MatchPart(target, [.. lines.Select(line => new MatchTake(line.LineId, line.AmountVnd))])], texts, PendingLines.Leaving(lines))
                {
                    Also = DecisionRows.Writer(DecisionKinds.Extension, command.UnitId, group.Key, paper, command.By.PersonId, at),
                };
                if (await writer.Write(request, cancellation) is { IsRefused: true } refused) return new(refused.Refusals);
            }
        return new WindowExtended(extension.Campaign.Id, extension.EndsOn, waiting.Length, waiting.Sum(line => line.AmountVnd));
    }
}
