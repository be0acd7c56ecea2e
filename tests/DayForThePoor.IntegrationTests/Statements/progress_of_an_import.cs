using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Statements;

public class progress_of_an_import(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 4, 13);

    [Fact]
    public async Task is_written_once_a_second_beside_the_transaction_that_copies()
    {
        var (account, import) = await Kept();
        await using var connection = await Connect(account);
        await using var beside = await Connect(account);
        await ImportRecords.Start(connection, import, Ct);
        var clock = new Clock();
        var progress = new ImportProgress(beside, import, clock);

        await using var transaction = await connection.BeginTransactionAsync(Ct);
        progress.Report(10);
        (await Done(import)).ShouldBe(0);
        clock.Pass(TimeSpan.FromSeconds(1));
        progress.Report(20);
        (await Done(import)).ShouldBe(20);
        clock.Pass(TimeSpan.FromSeconds(1));
        progress.Counting(Enumerable.Range(0, 5_000), 100).Count().ShouldBe(5_000);
        (await Done(import)).ShouldBe(1_024);
    }

    [Fact]
    public async Task of_an_import_that_was_killed_begins_again_and_ends_with_all_its_lines()
    {
        var (account, import) = await Kept();
        await Run($"update statements.import set state = 'running', phase = 'posting', rows_total = 3, rows_done = 2 where id = '{import}'");

        var ended = await App.Services.GetRequiredService<StatementImport>().Run(account.UnitId, import, Ct);
        (ended.State, ended.Phase, ended.Total, ended.Done, ended.New).ShouldBe((ImportStates.Done, null, 3, 3, 3));
    }

    [Fact]
    public async Task of_one_that_has_ended_stands_still()
    {
        var account = await NewAccount();
        var import = await Import(account, Csv(In(Day, "FT1", 50_000)));
        await using var beside = await Connect(account);
        ImportRecords.Progress(beside, import.Id, 77);

        (await Done(import.Id)).ShouldBe(1);
    }

    /// <summary>A file that is kept and not yet imported.</summary>
    private async Task<(BankAccount Account, Guid Import)> Kept()
    {
        var account = await NewAccount();
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000), In(Day.AddDays(1), "FT3", 7_000))));
        var kept = await App.Services.GetRequiredService<StatementInbox>().Keep(Actor.System, account.UnitId, account.Id, "sao-ke.csv", content, null, Ct);
        return (account, kept.Value);
    }

    private async Task<Npgsql.NpgsqlConnection> Connect(BankAccount account) => await App.Services.GetRequiredService<Sessions>().Connect(account.UnitId, Ct);

    private Task<int> Done(Guid import) => Scalar<int>("select rows_done from statements.import where id = $1", import);

    private sealed class Clock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Pass(TimeSpan time) => now += time.Ticks;
    }
}
