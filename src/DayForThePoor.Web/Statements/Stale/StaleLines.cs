using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Npgsql;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements.Stale;

/// <summary>Count the lines of statements that have been open for long, account by account. It reads only.</summary>
[MessageTimeout(60 * 60)]
public sealed record CountStaleLines(IJobRun Run) : IJobCommand;

/// <summary>The job that counts every morning, after the night's matching.</summary>
internal static class StaleLines
{
    /// <summary>Days after the bank's day until an open line counts as forgotten.</summary>
    public const int Days = 7;

    public const string Code = "stale-lines", Lines = "lines";

    /// <summary>Bank day of the oldest line, as the number of days since 0001-01-01; kept beside the count and not told as one.</summary>
    public const string Oldest = "oldest";

    public static readonly Job Job = new(Code, Schedule.DailyAt(5, 0), typeof(StaleTexts), run => new CountStaleLines(run))
    {
        Counts = [new(Lines, Page) { HasOwnTask = true }],
        StartedBy = Access.Permission.Reconcile,
    };

    public static string Page(BankAccount? account) => account is null ? "/doi-chieu" : $"/doi-chieu?tai-khoan={account.Code}";
}

public static class CountStaleLinesHandler
{
    public static async Task<Outcome<JobDone>> Handle(CountStaleLines command, Sessions sessions, IRegistry registry, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        foreach (var (account, lines, oldest) in await Count(sessions, VietnamTime.TodayIn(clock).AddDays(-StaleLines.Days), cancellation))
            await command.Run.Tell(new RunPart($"{account:N}", known.Accounts[account].UnitId, account, new Dictionary<string, long>
            {
                [StaleLines.Lines] = lines,
                [StaleLines.Oldest] = oldest.DayNumber,
            }), cancellation);
        return default(JobDone);
    }

    /// <summary>All accounts at once: what is tied to lines is then added up once.</summary>
    private static async Task<List<(Guid Account, long Lines, DateOnly Oldest)>> Count(Sessions sessions, DateOnly before, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select l.account_id, count(*), min(l.value_date) from statements.line l
            left join (select k.line_id, sum(k.amount) as taken from statements.live_link k group by k.line_id) t on t.line_id = l.id
            where l.value_date < $1 and coalesce(t.taken, 0) < l.amount group by l.account_id
            """, connection)
        {
            CommandTimeout = 0, // millions of lines; the run's own end stops it
            Parameters = { new() { Value = before } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid, long, DateOnly)> counted = [];
        while (await row.ReadAsync(cancellation)) counted.Add((row.GetGuid(0), row.GetInt64(1), row.GetFieldValue<DateOnly>(2)));
        return counted;
    }
}
