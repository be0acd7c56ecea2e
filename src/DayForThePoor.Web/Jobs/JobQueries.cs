using System.Text.Json;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Jobs;

/// <param name="Units">Whose parts count; what concerns all counts always.</param>
/// <param name="WithEmpty">Also runs that did nothing in these units.</param>
public sealed record RunFilter(IReadOnlyList<Guid> Units, string? Job = null, string? State = null, bool WithEmpty = false, int Page = 1, int PageSize = 30)
{
    public RunFilter Bounded() => this with { Page = Math.Clamp(Page, 1, 100_000), PageSize = Math.Clamp(PageSize, 1, 200) };
}

/// <summary>A run with the sums of what it did in the reader's units.</summary>
public sealed record RunRow(JobRun Run, IReadOnlyDictionary<string, long> Counts);

public sealed record RunList(IReadOnlyList<RunRow> Items, long Total, int Page, int PageSize);

/// <summary>Reads runs for people: counts come only from parts in the reader's units and from those that concern all.</summary>
public sealed class JobQueries(Sessions sessions)
{
    private const string Visible = "(p.unit_id is null or p.unit_id = any($1))";

    private const string Counts = $"""
        (select jsonb_object_agg(s.name, s.count) from (
          select c.key as name, sum(c.value::bigint)::bigint as count
          from dftp.job_run_part p, jsonb_each_text(p.counts) c where p.run_id = r.id and {Visible} group by c.key) s)
        """;

    public async Task<RunList> Runs(RunFilter asked, CancellationToken cancellation)
    {
        var filter = asked.Bounded();
        const string where = $"""
            ($2 is null or r.job = $2) and ($3 is null or r.state = $3)
            and ($4 or r.state <> 'done' or exists (select from dftp.job_run_part p where p.run_id = r.id and {Visible} and p.counts <> '{"{}"}'))
            """;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            $"select count(*) from dftp.job_run r where {where}",
            $"select {JobRuns.Columns}, {Counts} from dftp.job_run r where {where} order by r.scheduled_for desc, r.id limit {filter.PageSize} offset {(filter.Page - 1L) * filter.PageSize}",
        })
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
            {
                Parameters = { new() { Value = filter.Units.ToArray() }, Text(filter.Job), Text(filter.State), new() { Value = filter.WithEmpty } },
            });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        return new RunList(await Rows(reader, cancellation), total, filter.Page, filter.PageSize);
    }

    /// <summary>The last run of each job.</summary>
    /// <param name="onlyDone">The last that ended well.</param>
    public async Task<IReadOnlyDictionary<string, RunRow>> Latest(IReadOnlyList<Guid> units, IEnumerable<string> jobs, bool onlyDone, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            select {JobRuns.Columns}, {Counts} from unnest($2::text[]) wanted(code)
            join lateral (select * from dftp.job_run l where l.job = wanted.code and ($3 = false or l.state = 'done') order by l.scheduled_for desc limit 1) r on true
            """, connection)
        {
            Parameters = { new() { Value = units.ToArray() }, new() { Value = jobs.ToArray() }, new() { Value = onlyDone } },
        };
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        return (await Rows(reader, cancellation)).ToDictionary(row => row.Run.Job, StringComparer.Ordinal);
    }

    public async Task<JobRun?> Run(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await JobRuns.Find(connection, id, cancellation);
    }

    /// <summary>What a run did in these units, part by part.</summary>
    public async Task<IReadOnlyList<RunPart>> Parts(Guid run, IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(
            $"select p.key, p.unit_id, p.account_id, p.counts from dftp.job_run_part p where {Visible} and p.run_id = $2 order by p.unit_id nulls first, p.account_id, p.key", connection)
        {
            Parameters = { new() { Value = units.ToArray() }, new() { Value = run } },
        };
        List<RunPart> parts = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            parts.Add(new(row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.IsDBNull(2) ? null : row.GetGuid(2), CountsOf(row.GetString(3))));
        return parts;
    }

    private static async Task<IReadOnlyList<RunRow>> Rows(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<RunRow> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add(new(JobRuns.Read(reader), reader.IsDBNull(JobRuns.ColumnCount) ? CountsOf("{}") : CountsOf(reader.GetString(JobRuns.ColumnCount))));
        return rows;
    }

    private static Dictionary<string, long> CountsOf(string json) => JsonSerializer.Deserialize<Dictionary<string, long>>(json)!;

    private static NpgsqlParameter Text(string? value) => new() { Value = value is { Length: > 0 } ? value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
