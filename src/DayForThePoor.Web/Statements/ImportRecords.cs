using System.Text.Json;
using DayForThePoor.Core.Statements;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements;

/// <summary>Reads and moves the rows of <c>statements.import</c>.</summary>
public static class ImportRecords
{
    public const string Columns =
        "id, account_id, file_sha256, file_name, uploaded_at, uploaded_by, state, rows_total, rows_done, rows_new, vouchers, credits, debits, recovered, problems, problem_count, ended_at, phase, profile_id, encoding";

    public static Task Add(NpgsqlConnection connection, Guid id, Guid account, byte[] sha256, string fileName, DateTimeOffset at, Guid by, CancellationToken cancellation) =>
        Execute(connection, "insert into statements.import (id, account_id, file_sha256, file_name, uploaded_at, uploaded_by, state) values ($1, $2, $3, $4, $5, $6, 'waiting')",
            cancellation, id, account, sha256, fileName, at.ToUniversalTime(), by);

    /// <summary>A person has to confirm the columns first.</summary>
    public static Task AskForColumns(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        Execute(connection, "update statements.import set state = 'needs_profile' where id = $1 and state = 'waiting'", cancellation, id);

    /// <summary>Nobody has to confirm anything.</summary>
    public static Task KnowColumns(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        Execute(connection, "update statements.import set state = 'waiting' where id = $1 and state = 'needs_profile'", cancellation, id);

    /// <summary>From now on the file is read by this profile; one that waited for its columns waits for its turn.</summary>
    public static Task ReadBy(NpgsqlConnection connection, Guid id, Guid profile, CancellationToken cancellation) =>
        Execute(connection, "update statements.import set state = 'waiting', profile_id = $2 where id = $1 and state in ('needs_profile', 'waiting')", cancellation, id, profile);

    public static async Task<ImportRecord?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from statements.import where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    public static ImportRecord Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<byte[]>(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetGuid(5), row.GetString(6),
        row.IsDBNull(7) ? null : row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetInt64(11), row.GetInt64(12), row.GetInt32(13),
        row.IsDBNull(14) ? [] : JsonSerializer.Deserialize<IReadOnlyList<StatementProblem>>(row.GetString(14))!, row.GetInt32(15),
        row.IsDBNull(16) ? null : row.GetFieldValue<DateTimeOffset>(16), row.IsDBNull(17) ? null : row.GetString(17),
        row.IsDBNull(18) ? null : row.GetGuid(18), row.IsDBNull(19) ? null : row.GetString(19));

    /// <summary>One worker at a time carries out an import; the hold ends with <see cref="Release"/> or with the connection.</summary>
    public static async Task<bool> TryHold(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var hold = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('import:' || $1::text, 0))", connection) { Parameters = { new() { Value = id } } };
        return (bool)(await hold.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Waits until no other file of the account is being imported; held like <see cref="TryHold"/>.</summary>
    public static async Task HoldAccount(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('imports-of:' || $1::text, 0))", connection)
        {
            Parameters = { new() { Value = account } },
            CommandTimeout = 0,
        };
        await hold.ExecuteNonQueryAsync(cancellation);
    }

    public static Task Release(NpgsqlConnection connection) => Execute(connection, "select pg_advisory_unlock_all()", CancellationToken.None);

    /// <summary>From the beginning, also when an earlier worker came further: what it committed is known and counts again.</summary>
    public static Task Start(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        Execute(connection, "update statements.import set state = 'running', phase = 'reading', rows_total = null, rows_done = 0 where id = $1", cancellation, id);

    /// <summary>The file is read and without fault.</summary>
    public static Task FileRead(NpgsqlConnection connection, Guid id, StatementReadResult file, CancellationToken cancellation) =>
        Execute(connection,
            "update statements.import set phase = 'posting', rows_done = 0, rows_total = $2, credits = $3, debits = $4, recovered = $5, profile_id = $6, encoding = $7 where id = $1",
            cancellation, id, file.Marks.Count, file.Credits, file.Debits, file.Recovered, file.Profile is { } profile ? profile : DBNull.Value,
            file.Encoding is { } encoding ? encoding : DBNull.Value);

    /// <summary>How far the phase is. What counts new lines and vouchers moves with the days alone.</summary>
    public static void Progress(NpgsqlConnection connection, Guid id, long rows)
    {
        using var update = new NpgsqlCommand("update statements.import set rows_done = $2 where id = $1 and state = 'running'", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = checked((int)rows) } },
        };
        update.ExecuteNonQuery();
    }

    /// <summary>In the transaction of the day, so that the figures are true after a crash.</summary>
    /// <param name="done">Lines of the file up to the end of the day.</param>
    public static Task DayDone(NpgsqlConnection connection, Guid id, int done, int fresh, int vouchers, CancellationToken cancellation) =>
        Execute(connection, "update statements.import set rows_done = $2, rows_new = rows_new + $3, vouchers = vouchers + $4 where id = $1",
            cancellation, id, done, fresh, vouchers);

    /// <param name="covers">The days that the file is about.</param>
    public static Task End(NpgsqlConnection connection, Guid id, DeclaredPeriod covers, DateTimeOffset at, CancellationToken cancellation) =>
        Execute(connection, "update statements.import set state = 'done', phase = null, covers_from = $2, covers_to = $3, ended_at = $4 where id = $1",
            cancellation, id, covers.From, covers.To, at.ToUniversalTime());

    public static async Task Refuse(NpgsqlConnection connection, Guid id, StatementReadResult file, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            "update statements.import set state = 'refused', phase = null, rows_done = 0, problems = $2, problem_count = $3, ended_at = $4 where id = $1", connection)
        {
            Parameters =
            {
                new() { Value = id },
                new() { Value = JsonSerializer.Serialize(file.Problems), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = file.ProblemCount },
                new() { Value = at.ToUniversalTime() },
            },
        };
        await update.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
