using System.Globalization;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Bench;
using DayForThePoor.Web.Statements.Bench.Rules;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Demo;

/// <summary>
/// Brings the statement of one account of the sample in as people do and matches what is certain, so that the workbench
/// has both. An account that already has a file is left alone.
/// </summary>
public sealed class DemoStatements(IServiceScopeFactory scopes, IRegistry registry, Sessions sessions, IStringLocalizer<BenchTexts> texts, TimeProvider clock)
{
    private const string Unit = "20641", Account = "20641-VCB";

    public async Task Run(CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var account = known.AccountsByCode[Account];
        var import = Ids.Of("demo-statement", account.UnitId, Account);
        if (await IsDone(account, import, cancellation)) return;

        var (sample, today) = (DemoUnits.All.Single(u => u.Code == Unit), VietnamTime.TodayIn(clock));
        var campaign = known.Campaigns.Values.First(c => c.UnitId == account.UnitId && c.FundId == account.DefaultFundId);
        var code = (await Ask<CodeIssued>(new IssueCampaignCode(Actor.System, account.UnitId, campaign.Id), cancellation)).Code;
        await Ask<RulesAdded>(new AddRules(Actor.System, account.UnitId, "demo-rules", Rules()), cancellation);
        // The day is part of the key: stopped in between and carried on tomorrow, these are other gifts.
        foreach (var (gift, i) in DemoStatement.OpenGifts(known.Funds[account.DefaultFundId].Code, Account, today).Select((gift, i) => (gift, i)))
            await Ask<DonationReceipted>(
                new RecordDonation(Actor.System, account.UnitId, string.Create(CultureInfo.InvariantCulture, $"demo-open-{today:yyyyMMdd}-{i}"), gift), cancellation);

        var gifts = DemoSeed.OfPermanentFund(sample, known).Where(v => v.Gift is { Channel: Channels.Transfer, Account: Account });
        var statement = new DemoStatement(sample, today);
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(statement.Text(account, statement.Lines(gifts, code))));
        var command = new ImportStatement(Actor.System, account.UnitId, account.Id, $"sao-ke-{Account}.csv", file) { ImportId = import };
        if (await Ask<ImportRecord>(command, cancellation) is { State: ImportStates.Refused } refused)
            throw new InvalidOperationException($"Sample statement: {string.Join(", ", refused.Problems.Take(3))}");
        await Ask<RunOutcome>(new ReconcileAccount(Actor.System, account.UnitId, account.Id), cancellation);
    }

    /// <summary>One rule acts alone, so that the sample shows both.</summary>
    private IReadOnlyList<RuleForm> Rules() => [.. StarterRules.Of(texts).Select(rule => rule with { ActsAlone = rule.MemoWords == StarterRules.MessageFee })];

    /// <summary>Somebody else's file is there, or this one and what follows it.</summary>
    private async Task<bool> IsDone(BankAccount account, Guid import, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(account.UnitId, cancellation);
        await using var select = new NpgsqlCommand("""
            select exists (select from statements.import where account_id = $1 and id <> $2) or exists (select from statements.run where account_id = $1)
            """, connection) { Parameters = { new() { Value = account.Id }, new() { Value = import } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<T> Ask<T>(object command, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<T>>(command, cancellation);
        return outcome.TryGet(out var done) ? done : throw new DemoRefused(command, outcome.Refusals);
    }
}
