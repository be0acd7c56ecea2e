using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Statements;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Statements;

public class checking_the_lines(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 7, 6);

    [Theory]
    [InlineData("update statements.line set amount = amount + 1 where reference = 'FT1'")]
    [InlineData("update statements.line set memo = 'x' where reference = 'FT1'")]
    [InlineData("update statements.line set reference = 'FT9' where reference = 'FT1'")]
    [InlineData("update statements.line set ordinal = 5 where reference = 'FT1'")]
    [InlineData("delete from statements.line where reference = 'FT1'")]
    [InlineData("delete from statements.line")]
    public async Task finds_whatever_was_changed_in_them(string change)
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 50_000), Out(Day, "FT2", 20_000)));
        await Import(account, Csv(In(Day, "FT1", 50_000), In(Day, "FT3", 7_000)));

        // Seen inside one snapshot only, so that neither this test nor those beside it see the other.
        await using var connection = new NpgsqlConnection(App.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Ct);
        var before = await Differences(connection);
        await using var command = new NpgsqlCommand($"{change}{(change.Contains("where", StringComparison.Ordinal) ? " and" : " where")} account_id = '{account.Id}'", connection);
        await command.ExecuteNonQueryAsync(Ct);
        (await Differences(connection)).ShouldBeGreaterThan(before);
    }

    private static async Task<long> Differences(NpgsqlConnection connection)
    {
        var differences = new Differences();
        await new StatementChecks().Compare(connection, differences, Ct);
        return differences.Count;
    }
}
