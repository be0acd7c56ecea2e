using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>What other programmes gave, on the page of a household.</summary>
public sealed class OutsideTimeline(Sessions sessions, IStringLocalizer<ReceivedTexts> texts) : IHouseholdTimeline
{
    public Permission Needs => Permission.ReadGrants;

    public async Task<IReadOnlyList<TimelineEntry>> Of(Guid household, IReadOnlySet<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select s.on_date, s.recorded_at, s.purpose, s.programme, s.list, s.amount, coalesce(w.display_name, '')
            from grants.outside_support s left join identity.person w on w.id = s.recorded_by
            where s.household_id = $1 and s.taken_back_at is null and s.unit_id = any($2)
            """, connection)
        {
            Parameters = { new() { Value = household }, new() { Value = units.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<TimelineEntry> entries = [];
        while (await row.ReadAsync(cancellation))
            entries.Add(new(
                row.GetFieldValue<DateOnly>(0), row.GetFieldValue<DateTimeOffset>(1), TimelineGroup.Outside, texts[$"Purpose.{row.GetString(2)}"],
                $"{row.GetString(3)} {row.GetString(4)}".TrimEnd(), row.GetInt64(5), $"/ho-ngheo/{household}/ho-tro", row.GetString(6)));
        return entries;
    }
}
