using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>One thing that happened to a pledge or a case.</summary>
/// <param name="Kind">Name of the event: pledge_held, case_opened …</param>
/// <param name="On">Business day, where it has one of its own.</param>
/// <param name="AmountVnd">Đồng, where it names a sum.</param>
/// <param name="By">Name of the person; empty: the daily run.</param>
/// <param name="Texts">Field → what was written; a text that was erased is missing.</param>
public sealed record StepView(Guid Id, string Kind, DateOnly? On, long? AmountVnd, DateTimeOffset At, string By, IReadOnlyDictionary<string, string> Texts);

/// <summary>Reads what happened to a pledge or a case, oldest first, with what was written.</summary>
public sealed class PledgeHistory(Sessions sessions)
{
    /// <summary>Events that come first where one step made two at the same instant.</summary>
    private static readonly IReadOnlyList<string> Leading = ["pledge_offered", "pledge_activated", "pledge_resumed", "pledge_reassigned"];

    public async Task<IReadOnlyList<StepView>> Of(Guid subject, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            "select t.owner_id, t.field, t.text from sponsorships.step s join dftp.sealed_text t on t.owner_id = s.id where s.subject_id = $1 and t.text is not null",
            """
            select s.id, s.kind, s.on_date, s.amount, s.at, coalesce(w.display_name, '') from sponsorships.step s left join identity.person w on w.id = s.by_person
            where s.subject_id = $1 order by s.at, s.id
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = subject } } });

        var texts = new Dictionary<Guid, Dictionary<string, string>>();
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!texts.TryGetValue(row.GetGuid(0), out var of)) texts[row.GetGuid(0)] = of = new(StringComparer.Ordinal);
            of[row.GetString(1)] = row.GetString(2);
        }
        await row.NextResultAsync(cancellation);
        List<StepView> steps = [];
        while (await row.ReadAsync(cancellation))
        {
            steps.Add(new(
                row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetInt64(3),
                row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), texts.GetValueOrDefault(row.GetGuid(0)) ?? []));
        }
        return [.. steps.OrderBy(s => s.At).ThenBy(s => Leading.Contains(s.Kind) ? 0 : 1)];
    }
}
