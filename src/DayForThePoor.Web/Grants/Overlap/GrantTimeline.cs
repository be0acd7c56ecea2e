using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Outside;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>Requests, meetings, decisions and hand-overs, and what was paid, on the page of a household.</summary>
public sealed class GrantTimeline(Sessions sessions, IStringLocalizer<GrantTexts> steps, IStringLocalizer<ReceivedTexts> texts) : IHouseholdTimeline
{
    public Permission Needs => Permission.ReadGrants;

    public async Task<IReadOnlyList<TimelineEntry>> Of(Guid household, IReadOnlySet<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            """
            select coalesce(t.on_date, o.proposed_on, (t.at at time zone 'Asia/Ho_Chi_Minh')::date), t.at, t.kind, s.purpose, t.amount, s.id, coalesce(w.display_name, '')
            from grants.support s join grants.step t on t.subject_id = s.id left join grants.proposal o on o.id = s.proposal_id and t.kind = 'grant_proposed' left join identity.person w on w.id = t.by_person
            where s.household_id = $1 and s.unit_id = any($2)
            """,
            """
            select coalesce(p.document_date, (p.prepared_at at time zone 'Asia/Ho_Chi_Minh')::date), coalesce(p.paid_at, p.made_at, p.prepared_at),
              case when l.state = 'returned' then 'returned' when p.state <> 'paid' then p.state when p.payee_kind = 'list' and l.state <> 'collected' then 'not_collected' else 'paid' end,
              coalesce(l.purpose, 'other'), l.amount, p.id, coalesce(w.display_name, '')
            from payments.line l join payments.payment p on p.id = l.payment_id left join identity.person w on w.id = p.prepared_by
            where l.household_id = $1 and p.unit_id = any($2) and p.state not in ('cancelled', 'void')
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = household }, new() { Value = units.ToArray() } } });
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        List<TimelineEntry> entries = [];
        while (await row.ReadAsync(cancellation))
        {
            var kind = row.GetString(2);
            var group = kind == "grant_handed_over" ? TimelineGroup.Payments : TimelineGroup.Grants;
            entries.Add(Entry(row, group, steps[$"Step.{kind}"], $"/chi/de-nghi/{row.GetGuid(5)}"));
        }
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) entries.Add(Entry(row, TimelineGroup.Payments, texts[$"Payment.{row.GetString(2)}"], $"/chi/phieu-chi/{row.GetGuid(5)}"));
        return entries;
    }

    private TimelineEntry Entry(NpgsqlDataReader row, TimelineGroup group, string what, string href) => new(
        row.GetFieldValue<DateOnly>(0), row.GetFieldValue<DateTimeOffset>(1), group, $"{what}: {texts[$"Purpose.{row.GetString(3)}"]}", null,
        row.IsDBNull(4) ? null : row.GetInt64(4), href, row.GetString(6));
}
