using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Match what is certain on every account.</summary>
[MessageTimeout(4 * 60 * 60)]
public sealed record ReconcileAccounts(IJobRun Run) : IJobCommand;

/// <summary>The job that matches every night: vouchers written by day may be what a line of last week waited for.</summary>
internal static class NightlyReconciliation
{
    private const string Matched = "matched", Open = "open";

    public static readonly Job Job = new("reconciliation", Schedule.DailyAt(1, 30), typeof(MatchingTexts), run => new ReconcileAccounts(run))
    {
        Counts = [new(Matched), new(Open, account => account is null ? "/doi-chieu" : $"/doi-chieu?tai-khoan={account.Code}")],
        StartedBy = Permission.Reconcile,
    };

    /// <summary>What a run matched adds up when a kill cut it short and it was repeated; what is open is what the last of them left.</summary>
    public static IEnumerable<RunPart> PartsOf(BankAccount account, RunOutcome outcome) =>
    [
        new(outcome.RunId.ToString("N"), account.UnitId, account.Id, new Dictionary<string, long> { [Matched] = outcome.Matched }),
        new(account.Id.ToString("N"), account.UnitId, account.Id, new Dictionary<string, long> { [Open] = outcome.Open }),
    ];
}

public static class ReconcileAccountsHandler
{
    public static async Task<Outcome<JobDone>> Handle(
        ReconcileAccounts command, Reconciliation reconciliation, OpenMonth month, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(a => known.Funds[a.DefaultFundId].HandedOverOn is null).OrderBy(a => a.Code, StringComparer.Ordinal).ToList();
        for (var i = 0; i < accounts.Count; i++)
        {
            command.Run.Progress(i, accounts.Count);
            if (await month.WhyNot(accounts[i].UnitId, cancellation) is not null) continue;
            var outcome = await reconciliation.Run(accounts[i].Id, Actor.System.PersonId, null, cancellation);
            if (outcome.Lines == 0) continue;
            foreach (var part in NightlyReconciliation.PartsOf(accounts[i], outcome)) await command.Run.Tell(part, cancellation);
        }
        command.Run.Progress(accounts.Count, accounts.Count);
        return default(JobDone);
    }
}
