using DayForThePoor.Core;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>Compare the closing balances of all bank accounts with the books. It reads only.</summary>
[MessageTimeout(60 * 60)]
public sealed record TieOut(IJobRun Run) : IJobCommand;

/// <summary>The job that compares every morning before people come.</summary>
internal static class NightlyTieOut
{
    private const string Tied = "tied", Differing = "differing", Missing = "missing", Lacking = "lacking";

    public static readonly Job Job = new("tie-out", Schedule.DailyAt(4, 30), typeof(CoverageTexts), run => new TieOut(run))
    {
        Counts = [new(Differing, Page), new(Missing, Page), new(Lacking, Page), new(Tied)],
        StartedBy = Access.Permission.ImportStatements,
    };

    /// <summary>Null for an account of which no statement was ever imported.</summary>
    public static RunPart? PartOf(BankAccount account, Core.Statements.Coverage.AccountCoverage coverage) => coverage.CoveredTo is null ? null
        : new($"{account.Id:N}", account.UnitId, account.Id, new Dictionary<string, long>
        {
            [Tied] = coverage.TiesOut ? 1 : 0,
            [Differing] = coverage.LedgerDifference is not null and not 0 ? 1 : 0,
            [Missing] = coverage.MissingDays,
            [Lacking] = Math.Abs(coverage.LedgerDifference ?? 0),
        });

    private static string Page(BankAccount? account) => account is null ? "/sao-ke/tien-do" : $"/sao-ke/tien-do?tai-khoan={account.Code}";
}

public static class TieOutHandler
{
    /// <summary>Accounts read at once.</summary>
    private const int Group = 50;

    public static async Task<Outcome<JobDone>> Handle(TieOut command, CoverageQuery coverage, IRegistry registry, CancellationToken cancellation)
    {
        var accounts = (await registry.Current(cancellation)).Accounts.Values.OrderBy(a => a.Code, StringComparer.Ordinal).ToList();
        var done = 0;
        foreach (var group in accounts.Chunk(Group))
        {
            var found = await coverage.Of(group, cancellation);
            foreach (var account in group)
                if (NightlyTieOut.PartOf(account, found[account.Id]) is { } part) await command.Run.Tell(part, cancellation);
            command.Run.Progress(done += group.Length, accounts.Count);
        }
        return default(JobDone);
    }
}
