using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>A row of the list of meetings.</summary>
/// <param name="Households">Spoken about; <paramref name="Agreed"/> of them agreed to.</param>
public sealed record MeetingRow(Guid Id, Guid UnitId, string Hamlet, DateOnly HeldOn, string Place, string Chair, int Invited, int Present, int Households, int Agreed);

/// <summary>Minutes as they were written.</summary>
public sealed record MeetingView(MeetingRow Row, TimeOnly? Begins, TimeOnly? Ends, string Secretary, string Note, IReadOnlyList<MeetingLineView> Lines, IReadOnlyList<FileView> Files);

/// <param name="Opinion">Null when none was written, or erased.</param>
public sealed record MeetingLineView(
    int Line, Guid GrantId, string HouseholdCode, string Head, string Purpose, long? WishedVnd, bool Agreed, long? ProposedVnd, int? VotesFor, int? VotesAgainst, string? Opinion);

/// <summary>Reads minutes of hamlets' meetings. Who may see which unit is the caller's question.</summary>
public sealed class MeetingQueries(Sessions sessions)
{
    private const int MaxPageSize = 200;

    private const string Columns = """
        m.id, m.unit_id, t.kind, t.name, t.former, m.held_on, m.place, m.chair, m.invited, m.present,
        (select count(*)::int from grants.meeting_line l where l.meeting_id = m.id), (select count(*)::int from grants.meeting_line l where l.meeting_id = m.id and l.agreed)
        """;

    /// <summary>The latest meetings first.</summary>
    public async Task<(IReadOnlyList<MeetingRow> Items, int Total)> List(
        IReadOnlyList<Guid> units, Guid? hamlet, int page, int pageSize, CancellationToken cancellation)
    {
        var size = Math.Clamp(pageSize, 1, MaxPageSize);
        const string From = "from grants.meeting m join households.hamlet t on t.id = m.hamlet_id where m.unit_id = any($1) and ($2::uuid is null or m.hamlet_id = $2)";
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command($"select count(*)::int {From}"),
                Command($"select {Columns} {From} order by m.held_on desc, m.recorded_at desc, m.id limit {size} offset {(Math.Clamp(page, 1, 100_000) - 1L) * size}"),
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var total = row.GetInt32(0);
        await row.NextResultAsync(cancellation);
        List<MeetingRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row));
        return (items, total);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters = { new() { Value = units.ToArray() }, new() { Value = hamlet ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid } },
        };
    }

    /// <summary>Null: no such meeting.</summary>
    public async Task<MeetingView?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            $"select {Columns}, m.begins, m.ends, m.secretary, m.note from grants.meeting m join households.hamlet t on t.id = m.hamlet_id where m.id = $1",
            """
            select l.line, l.support_id, h.code, h.head_name, s.purpose, s.wished, l.agreed, l.proposed, l.votes_for, l.votes_against, o.text
            from grants.meeting_line l join grants.support s on s.id = l.support_id join households.household h on h.id = s.household_id
            left join dftp.sealed_text o on o.owner_id = l.step_id and o.field = 'opinion' where l.meeting_id = $1 order by l.line
            """,
            """
            select distinct f.id, f.kind, f.name, f.media_type, f.bytes from grants.meeting_line l join grants.step_file k on k.step_id = l.step_id
            join grants.file f on f.id = k.file_id where l.meeting_id = $1 order by f.id
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id } } });

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var (meeting, begins, ends, secretary, note) = (Row(row), Time(row, 12), Time(row, 13), row.GetString(14), row.GetString(15));
        await row.NextResultAsync(cancellation);
        List<MeetingLineView> lines = [];
        while (await row.ReadAsync(cancellation))
            lines.Add(new(
                row.GetInt16(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.GetBoolean(6),
                row.IsDBNull(7) ? null : row.GetInt64(7), row.IsDBNull(8) ? null : row.GetInt32(8), row.IsDBNull(9) ? null : row.GetInt32(9),
                row.IsDBNull(10) ? null : row.GetString(10)));
        await row.NextResultAsync(cancellation);
        List<FileView> files = [];
        while (await row.ReadAsync(cancellation)) files.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4)));
        return new MeetingView(meeting, begins, ends, secretary, note, lines, files);
    }

    private static MeetingRow Row(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), new HamletName(r.GetString(2), r.GetString(3), r.GetString(4)).Text, r.GetFieldValue<DateOnly>(5), r.GetString(6), r.GetString(7),
        r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt32(11));

    private static TimeOnly? Time(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<TimeOnly>(at);
}
