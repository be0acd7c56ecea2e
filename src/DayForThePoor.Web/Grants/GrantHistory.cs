using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>One thing that happened to a grant or a list.</summary>
/// <param name="Id">Of the step; an objection is answered by it.</param>
/// <param name="Kind">Name of the event: grant_met, proposal_signed …</param>
/// <param name="On">Business day, where it has one of its own.</param>
/// <param name="AmountVnd">Đồng, where it names a sum.</param>
/// <param name="By">Name of the person.</param>
/// <param name="Texts">Field → what was written; a text that was erased is missing.</param>
public sealed record StepView(
    Guid Id, string Kind, DateOnly? On, long? AmountVnd, DateTimeOffset At, string By, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<FileView> Files);

/// <param name="Kind">One of <see cref="Core.Grants.GrantFiles"/>.</param>
public sealed record FileView(Guid Id, string Kind, string Name, string MediaType, long Bytes);

/// <summary>Reads what happened, oldest first, with what was written and attached.</summary>
public sealed class GrantHistory(Sessions sessions)
{
    public async Task<IReadOnlyList<StepView>> Of(Guid subject, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Of(connection, subject, cancellation);
    }

    public async Task<IReadOnlyList<StepView>> Of(NpgsqlConnection connection, Guid subject, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            "select t.owner_id, t.field, t.text from grants.step s join dftp.sealed_text t on t.owner_id = s.id where s.subject_id = $1 and t.text is not null",
            """
            select l.step_id, f.id, f.kind, f.name, f.media_type, f.bytes from grants.step_file l join grants.file f on f.id = l.file_id
            where l.subject_id = $1 order by f.added_at, f.id
            """,
            """
            select s.id, s.kind, s.on_date, s.amount, s.at, coalesce(w.display_name, '') from grants.step s left join identity.person w on w.id = s.by_person
            where s.subject_id = $1 order by s.at, s.id
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = subject } } });

        var texts = new Dictionary<Guid, Dictionary<string, string>>();
        var files = new Dictionary<Guid, List<FileView>>();
        List<StepView> steps = [];
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!texts.TryGetValue(row.GetGuid(0), out var of)) texts[row.GetGuid(0)] = of = new(StringComparer.Ordinal);
            of[row.GetString(1)] = row.GetString(2);
        }
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!files.TryGetValue(row.GetGuid(0), out var of)) files[row.GetGuid(0)] = of = [];
            of.Add(new(row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5)));
        }
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var id = row.GetGuid(0);
            steps.Add(new(
                id, row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetFieldValue<DateTimeOffset>(4),
                row.GetString(5), texts.GetValueOrDefault(id) ?? [], files.GetValueOrDefault(id) ?? []));
        }
        return steps;
    }
}
