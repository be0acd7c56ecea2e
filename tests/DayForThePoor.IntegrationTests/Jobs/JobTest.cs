using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Ledger.Checking;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Jobs;

/// <summary>Jobs of one test, beside those that the program really has.</summary>
public abstract class JobTest(AppFixture app) : AppTest(app)
{
    protected sealed record StoredRun(Guid Id, string State, int Attempt, bool Idle, string? Result, string? Problem);

    protected RunJob Runs => App.Services.GetRequiredService<RunJob>();

    /// <summary>A job that reads the books; nobody else has one of this code.</summary>
    protected static Job NewJob(Func<IJobRun, IJobCommand>? command = null) =>
        new($"test-{Guid.NewGuid():N}", Schedule.DailyAt(1, 0), typeof(JobTexts), command ?? (run => new CheckBooks(run)));

    protected async Task<IReadOnlyList<StoredRun>> RunsOf(string job)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var select = database.CreateCommand("select id, state, attempt, idle, result::text, problem from dftp.job_run where job = $1 order by scheduled_for");
        select.Parameters.Add(new() { Value = job });
        List<StoredRun> runs = [];
        await using var row = await select.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct))
            runs.Add(new(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)));
        return runs;
    }

    protected async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>Waits for what another thread or node does; two minutes without it are a failure.</summary>
    protected static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds()) await pause.WaitForNextTickAsync(patience.Token);
    }
}
