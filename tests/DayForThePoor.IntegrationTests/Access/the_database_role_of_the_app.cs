using DayForThePoor.IntegrationTests.Support;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Access;

public class the_database_role_of_the_app(AppFixture app) : AppTest(app)
{
    [Theory]
    [InlineData("create table ledger.mine (id int)")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("alter table ledger.posting add column mine int")]
    [InlineData("alter table ledger.posting disable trigger all")]
    [InlineData("truncate ledger.posting")]
    [InlineData("truncate dftp_events.mt_events")]
    [InlineData("drop table identity.person")]
    [InlineData("create schema mine")]
    [InlineData("create role mine")]
    [InlineData("insert into public.dftp_migration (scriptname, applied) values ('mine', now())")]
    public async Task may_not(string sql)
    {
        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);

        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}
