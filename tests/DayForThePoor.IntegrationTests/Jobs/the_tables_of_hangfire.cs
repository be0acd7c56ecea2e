using DayForThePoor.IntegrationTests.Support;
using Hangfire.PostgreSql;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Jobs;

public class the_tables_of_hangfire(AppFixture app) : AppTest(app)
{
    private const string Shape = """
        select format('%s.%s %s %s %s', c.table_name, c.column_name, c.data_type, c.is_nullable, replace(coalesce(c.column_default, ''), $1, '')) as line
        from information_schema.columns c where c.table_schema = $1
        union all
        select replace(indexdef, $1 || '.', '') from pg_indexes where schemaname = $1
        union all
        select format('%s %s', conname, replace(pg_get_constraintdef(oid), $1 || '.', '')) from pg_constraint where connamespace = $1::regnamespace
        union all
        select format('%s %s', relname, relreplident) from pg_class where relnamespace = $1::regnamespace and relkind = 'r'
        order by 1
        """;

    [Fact]
    public async Task are_those_of_its_own_installer()
    {
        await using var other = await TestDatabase.Create();
        await using var connection = new NpgsqlConnection(other.Owner);
        await connection.OpenAsync(Ct);
        PostgreSqlObjectsInstaller.Install(connection, "hangfire_installed");

        (await Lines(connection, "hangfire")).ShouldBe(await Lines(connection, "hangfire_installed"));
    }

    [Fact]
    public async Task have_the_version_that_it_expects()
    {
        await using var other = await TestDatabase.Create();
        await using var connection = new NpgsqlConnection(other.Owner);
        await connection.OpenAsync(Ct);
        PostgreSqlObjectsInstaller.Install(connection, "hangfire_installed");
        await using var versions = new NpgsqlCommand("select (select version from hangfire.schema) - (select version from hangfire_installed.schema)", connection);

        (await versions.ExecuteScalarAsync(Ct)).ShouldBe(0);
    }

    private static async Task<IReadOnlyList<string>> Lines(NpgsqlConnection connection, string schema)
    {
        await using var command = new NpgsqlCommand(Shape, connection) { Parameters = { new() { Value = schema } } };
        List<string> lines = [];
        await using var row = await command.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct)) lines.Add(row.GetString(0));
        return lines;
    }
}
