using System.Reflection;
using System.Security.Cryptography;
using DayForThePoor.Web.Schema;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Support;

/// <summary>
/// A database of its own for this run, cloned from a migrated template on the server of DFTP_TEST_SERVER (connection string
/// of a superuser). The template is made once per state of the scripts and shared by all runs on that server.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Makes runs that start together wait for one template; any number that nobody else takes.</summary>
    private const long TemplateLock = 0x64667470;

    private readonly NpgsqlConnectionStringBuilder server;

    private TestDatabase(NpgsqlConnectionStringBuilder server, string name)
    {
        this.server = server;
        Name = name;
    }

    public string Name { get; }

    /// <summary>As the role that migrates.</summary>
    public string Owner => On(server, Name, "dftp_owner");

    /// <summary>As the role that the running app has: rows only.</summary>
    public string App => On(server, Name, "dftp_app");

    public static async Task<TestDatabase> Create()
    {
        var address = Environment.GetEnvironmentVariable("DFTP_TEST_SERVER")
            ?? throw new InvalidOperationException("DFTP_TEST_SERVER is not set: connection string of a superuser; ops/test sets it.");
        var server = new NpgsqlConnectionStringBuilder(address) { Pooling = false, Database = "postgres" };
        var database = new TestDatabase(server, $"dftp_test_{Guid.NewGuid():N}");
        var template = $"dftp_template_{HashOfResources()}";
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await Run(connection, $"select pg_advisory_lock({TemplateLock})");
        if (!await Exists(connection, template)) await MakeTemplate(connection, server, template);
        await Run(connection, $"create database {database.Name} template {template} owner dftp_owner");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await Run(connection, $"drop database {Name} with (force)");
    }

    /// <summary>Made under another name first: a run that is killed half-way leaves nothing that looks finished.</summary>
    private static async Task MakeTemplate(NpgsqlConnection connection, NpgsqlConnectionStringBuilder server, string template)
    {
        foreach (var role in new[] { "dftp_owner", "dftp_app" })
            await Run(connection, $"do $$ begin if not exists (select 1 from pg_roles where rolname = '{role}') then create role {role}; end if; end $$");
        await Run(connection, $"drop database if exists {template}_part with (force)");
        await Run(connection, $"create database {template}_part owner dftp_owner encoding 'UTF8' locale 'C.UTF-8' template template0");
        var migrated = Migration.Run(On(server, $"{template}_part", "dftp_owner"));
        if (!migrated.Successful) throw new InvalidOperationException($"{migrated.ErrorScript?.Name} failed", migrated.Error);
        await Run(connection, $"alter database {template}_part rename to {template}");
    }

    private static string On(NpgsqlConnectionStringBuilder server, string database, string role) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Options = $"-c role={role}", Pooling = role == "dftp_app" }.ConnectionString;

    private static async Task<bool> Exists(NpgsqlConnection connection, string database)
    {
        await using var command = new NpgsqlCommand("select exists (select 1 from pg_database where datname = $1)", connection)
        {
            Parameters = { new() { Value = database } },
        };
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private static string HashOfResources()
    {
        var assembly = typeof(Program).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => !name.EndsWith(".resources", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            hash.AppendData(Bytes(assembly, name));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
