using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>One thing that happened with a case.</summary>
/// <param name="Kind">Name of the event.</param>
/// <param name="Detail">The life change, or the reason of a closing; null for others.</param>
/// <param name="Text">What was written with it.</param>
/// <param name="TakenBack">Of a life change.</param>
public sealed record CaseStepView(Guid Id, string Kind, DateOnly On, string? Detail, string Text, string By, bool TakenBack);

/// <summary>Reads the history of a case from its own events, so that it needs no table.</summary>
public sealed class CaseHistoryQueries(Sessions sessions)
{
    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<CaseStepView>> Of(Guid beneficiary, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select (e.data ->> 'stepId')::uuid, e.type, coalesce((e.data ->> 'on')::date, case e.type when 'case_opened' then b.opened_on end, (e.timestamp at time zone 'Asia/Ho_Chi_Minh')::date),
              coalesce(e.data ->> 'kind', e.data ->> 'reasonCode'), coalesce(t.text, ''), coalesce(p.display_name, ''), coalesce(l.taken_back, false)
            from dftp_events.mt_events e left join sponsorships.beneficiary b on b.id = e.stream_id
            left join lateral (select string_agg(text, ' ') as text from dftp.sealed_text where owner_id = (e.data ->> 'stepId')::uuid) t on true
            left join identity.person p on p.id = (e.data ->> 'by')::uuid left join sponsorships.life_change l on l.id = (e.data ->> 'stepId')::uuid
            where e.stream_id = $1 order by 3 desc, e.version desc
            """, connection) { Parameters = { new() { Value = beneficiary } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<CaseStepView> steps = [];
        while (await row.ReadAsync(cancellation))
            steps.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4), row.GetString(5), row.GetBoolean(6)));
        return steps;
    }
}
