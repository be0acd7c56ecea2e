using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Complaints;

/// <summary>A row of the list of complaints.</summary>
/// <param name="Complainant">Empty: not named.</param>
public sealed record ComplaintRow(
    Guid Id, Guid UnitId, string Kind, string State, bool Confined, DateOnly ReceivedOn, string Complainant, string Text, Guid? GrantId, Guid? HouseholdId, string? HouseholdCode,
    string? Head, Guid? ProposalId, string? Answer, DateOnly? AnsweredOn);

/// <param name="Units">Units whose complaints are meant, those that are open to all who read grants.</param>
/// <param name="ConfinedUnits">Units whose confined complaints are seen, too.</param>
/// <param name="Open">Only what is not closed.</param>
public sealed record ComplaintFilter(
    IReadOnlyList<Guid> Units, IReadOnlyList<Guid> ConfinedUnits, string? State = null, Guid? Grant = null, Guid? Household = null, Guid? Proposal = null, bool Open = false,
    int Page = 1, int PageSize = 50);

public sealed record ComplaintPage(IReadOnlyList<ComplaintRow> Items, int Total, int Page, int PageSize);

public sealed record ComplaintStepView(string State, string Note, string By, DateTimeOffset At);

public sealed record ComplaintView(ComplaintRow Row, IReadOnlyList<ComplaintStepView> Steps, IReadOnlyList<FileView> Files);

/// <summary>Reads complaints; whoever may not read confined ones does not learn that they exist.</summary>
public sealed class ComplaintQueries(Sessions sessions)
{
    private const int MaxPageSize = 200;

    private const string Columns = """
        c.id, c.unit_id, c.kind, c.state, c.confined, c.received_on, c.complainant, c.text, c.support_id, h.id, h.code, h.head_name, c.proposal_id, c.answer, c.answered_on
        """;

    private const string Joined = """
        from grants.complaint c left join grants.support s on s.id = c.support_id left join households.household h on h.id = coalesce(c.household_id, s.household_id)
        """;

    /// <summary>The latest first.</summary>
    public async Task<ComplaintPage> List(ComplaintFilter filter, CancellationToken cancellation)
    {
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        const string From = $"""
            {Joined} where ((c.unit_id = any($1) and not c.confined) or c.unit_id = any($2)) and ($3::text is null or c.state = $3) and ($4::uuid is null or c.support_id = $4)
              and ($5::uuid is null or coalesce(c.household_id, s.household_id) = $5) and ($6::uuid is null or c.proposal_id = $6) and (not $7 or c.state <> 'closed')
            """;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command($"select count(*)::int {From}"),
                Command($"select {Columns} {From} order by c.received_on desc, c.recorded_at desc, c.id limit {size} offset {(page - 1L) * size}"),
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var total = row.GetInt32(0);
        await row.NextResultAsync(cancellation);
        List<ComplaintRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row));
        return new(items, total, page, size);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = filter.Units.ToArray() }, new() { Value = filter.ConfinedUnits.ToArray() },
                new() { Value = filter.State ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, Id(filter.Grant), Id(filter.Household), Id(filter.Proposal),
                new() { Value = filter.Open },
            },
        };
    }

    /// <summary>Null: no such complaint. Whether a confined one may be shown is the caller's question.</summary>
    public async Task<ComplaintView?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            $"select {Columns} {Joined} where c.id = $1",
            """
            select t.state, t.note, coalesce(w.display_name, ''), t.at from grants.complaint_step t left join identity.person w on w.id = t.by_person
            where t.complaint_id = $1 order by t.at
            """,
            "select f.id, f.kind, f.name, f.media_type, f.bytes from grants.complaint_file l join grants.file f on f.id = l.file_id where l.complaint_id = $1 order by f.id",
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id } } });
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var found = Row(row);
        await row.NextResultAsync(cancellation);
        List<ComplaintStepView> steps = [];
        while (await row.ReadAsync(cancellation)) steps.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)));
        await row.NextResultAsync(cancellation);
        List<FileView> files = [];
        while (await row.ReadAsync(cancellation)) files.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4)));
        return new ComplaintView(found, steps, files);
    }

    private static NpgsqlParameter Id(Guid? id) => new() { Value = id ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static ComplaintRow Row(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetBoolean(4), r.GetFieldValue<DateOnly>(5), r.GetString(6), r.GetString(7), OptionalId(r, 8), OptionalId(r, 9),
        Text(r, 10), Text(r, 11), OptionalId(r, 12), Text(r, 13), r.IsDBNull(14) ? null : r.GetFieldValue<DateOnly>(14));

    private static Guid? OptionalId(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
