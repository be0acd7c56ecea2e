using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Cases, what changed in the lives of their people, and visits, on the page of the household.</summary>
public sealed class CaseTimeline(Sessions sessions, IStringLocalizer<CaseTexts> texts, IStringLocalizer<SponsorshipTexts> words) : IHouseholdTimeline
{
    public Permission Needs => Permission.ReadSponsorships;

    public async Task<IReadOnlyList<TimelineEntry>> Of(Guid household, IReadOnlySet<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            with cases as (select b.id, b.code, b.opened_on, b.recorded_at, b.recorded_by, b.kind, coalesce(m.name, '') as name from sponsorships.beneficiary b
              left join households.member m on m.id = b.member_id where b.household_id = $1 and b.unit_id = any($2)),
            told as (
              select id, name, 'opened' as what, kind as detail, null as text, opened_on as on_date, recorded_at as at, recorded_by as by_person from cases
              union all select c.id, c.name, 'life', l.kind, null, l.on_date, l.at, l.by_person from cases c join sponsorships.life_change l on l.beneficiary_id = c.id where not l.taken_back
              union all select c.id, c.name, 'visit', '', v.text, v.on_date, v.recorded_at, v.recorded_by from cases c join sponsorships.visit v on v.beneficiary_id = c.id)
            select t.id, t.name, t.what, t.detail, t.text, t.on_date, t.at, coalesce(p.display_name, '') from told t left join identity.person p on p.id = t.by_person
            """, connection) { Parameters = { new() { Value = household }, new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<TimelineEntry> entries = [];
        while (await row.ReadAsync(cancellation))
        {
            var (name, what, detail) = (row.GetString(1), row.GetString(2), row.GetString(3));
            var title = what switch
            {
                "opened" => texts["Timeline.opened", name, words[$"Kind.{detail}"].Value],
                "life" => texts["Timeline.life", name, words[$"Life.{detail}"].Value],
                _ => texts["Timeline.visit", name],
            };
            entries.Add(new(
                row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateTimeOffset>(6), what == "life" ? TimelineGroup.Life : TimelineGroup.Care, title,
                row.IsDBNull(4) ? null : row.GetString(4), null, $"/do-dau/ho-so/{row.GetGuid(0)}", row.GetString(7)));
        }
        return entries;
    }
}
