using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Jobs;

/// <summary>Moves the rows of <c>dftp.job_run</c>. Times are the database's: nodes may disagree about theirs.</summary>
internal static class JobRuns
{
    public const string Columns = "id, job, scheduled_for, asked_by, state, attempt, started_at, ended_at, done, total, idle, problem";

    public const int ColumnCount = 12;

    public static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Empty runs older than this are forgotten; of a job that looks every minute they would be half a million a year.</summary>
    private const string EmptyRunsLast = "1 day";

    /// <summary>Begins the run of this instant, or begins it again. Under the job's <see cref="JobLease"/>.</summary>
    /// <returns>Null when it was carried out already.</returns>
    public static Task<JobRun?> Begin(NpgsqlConnection connection, string job, DateTimeOffset scheduledFor, CancellationToken cancellation) =>
        One(connection, $"""
            insert into dftp.job_run (id, job, scheduled_for, state, attempt, node, started_at, heartbeat_at)
            values ($1, $2, $3, 'running', 1, $4, now(), now())
            on conflict (job, scheduled_for) do update
              set state = 'running', attempt = job_run.attempt + 1, node = $4, heartbeat_at = now(), ended_at = null, problem = null
              where job_run.state <> 'done'
            returning {Columns}
            """, cancellation, Guid.CreateVersion7(), job, scheduledFor.ToUniversalTime(), Node);

    /// <summary>The same for a run that has its row.</summary>
    public static Task<JobRun?> Begin(NpgsqlConnection connection, Guid run, CancellationToken cancellation) =>
        One(connection, $"""
            update dftp.job_run set state = 'running', attempt = attempt + 1, node = $2, started_at = coalesce(started_at, now()), heartbeat_at = now(),
              ended_at = null, problem = null
            where id = $1 and state <> 'done' returning {Columns}
            """, cancellation, run, Node);

    /// <summary>A run that a person asks for.</summary>
    public static Task Ask(NpgsqlConnection connection, Guid run, string job, DateTimeOffset at, Guid by, CancellationToken cancellation) =>
        Execute(connection, "insert into dftp.job_run (id, job, scheduled_for, asked_by, state, heartbeat_at) values ($1, $2, $3, $4, 'waiting', now())",
            cancellation, run, job, at.ToUniversalTime(), by);

    /// <summary>A run of the job that has not ended.</summary>
    public static Task<JobRun?> Unfinished(NpgsqlConnection connection, string job, CancellationToken cancellation) =>
        One(connection, $"select {Columns} from dftp.job_run where job = $1 and state in ('waiting', 'running') order by scheduled_for desc limit 1", cancellation, job);

    public static Task<JobRun?> Find(NpgsqlConnection connection, Guid run, CancellationToken cancellation) =>
        One(connection, $"select {Columns} from dftp.job_run where id = $1", cancellation, run);

    public static Task Live(NpgsqlConnection connection, Guid run, long done, long? total, CancellationToken cancellation) =>
        Execute(connection, "update dftp.job_run set heartbeat_at = now(), done = $2, total = $3 where id = $1", cancellation, run, done, total);

    public static async Task Tell(NpgsqlConnection connection, Guid run, RunPart part, CancellationToken cancellation) =>
        await Execute(connection, """
            insert into dftp.job_run_part (run_id, key, unit_id, account_id, counts) values ($1, $2, $3, $4, $5)
            on conflict (run_id, key) do update set unit_id = excluded.unit_id, account_id = excluded.account_id, counts = excluded.counts
            """, cancellation, run, part.Key, part.UnitId, part.AccountId, new Json(JsonSerializer.Serialize(part.Counts)));

    /// <summary>Ends the run well, with the sums over its parts, and forgets old empty runs of the job.</summary>
    public static Task End(NpgsqlConnection connection, JobRun run, long done, long? total, CancellationToken cancellation) =>
        Execute(connection, $"""
            with sums as (
              select c.key as name, sum(c.value::bigint)::bigint as count
              from dftp.job_run_part p, jsonb_each_text(p.counts) c where p.run_id = $1 group by c.key),
            forgotten as (
              delete from dftp.job_run r where r.job = $2 and r.idle and r.ended_at < now() - interval '{EmptyRunsLast}')
            update dftp.job_run set state = 'done', ended_at = now(), heartbeat_at = now(), done = $3, total = $4,
              idle = not exists (select from sums where count <> 0),
              result = (select coalesce(jsonb_object_agg(name, count), '{"{}"}'::jsonb) from sums)
            where id = $1
            """, cancellation, run.Id, run.Job, done, total);

    public static Task Fail(NpgsqlConnection connection, Guid run, string problem, CancellationToken cancellation) =>
        Execute(connection, "update dftp.job_run set state = 'failed', ended_at = now(), problem = $2 where id = $1", cancellation, run, problem);

    /// <summary>Marks a run whose process is gone. Under the job's lease, which a living run would hold.</summary>
    public static Task Interrupt(NpgsqlConnection connection, Guid run, CancellationToken cancellation) =>
        Execute(connection, "update dftp.job_run set state = 'interrupted', ended_at = now() where id = $1 and state = 'running'", cancellation, run);

    public static JobRun Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetGuid(3), row.GetString(4), row.GetInt32(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
        row.GetInt64(8), row.IsDBNull(9) ? null : row.GetInt64(9), row.GetBoolean(10), row.IsDBNull(11) ? null : row.GetString(11));

    private static async Task<JobRun?> One(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value is Json json ? new() { Value = json.Text, NpgsqlDbType = NpgsqlDbType.Jsonb } : new() { Value = value ?? DBNull.Value });
        return command;
    }

    private sealed record Json(string Text);
}
