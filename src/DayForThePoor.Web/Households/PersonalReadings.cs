using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>Somebody looked at what is kept from plain sight.</summary>
public sealed record PersonalReading(DateTimeOffset At, string Person, Guid HouseholdId, string Code, string Reason);

/// <summary>The log of readings, for the auditor.</summary>
public sealed class PersonalReadings(Sessions sessions)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<PersonalReading> Items, int Total)> Of(IReadOnlyList<Guid> units, int page, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            select r.at, coalesce(p.display_name, ''), r.household_id, h.code, r.reason, count(*) over ()::int
            from households.reading r join households.household h on h.id = r.household_id left join identity.person p on p.id = r.person_id
            where r.unit_id = any($1) order by r.at desc, r.id desc limit {PageSize} offset {(page - 1L) * PageSize}
            """, connection) { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<PersonalReading> items = [];
        var total = 0;
        while (await row.ReadAsync(cancellation))
        {
            items.Add(new(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4)));
            total = row.GetInt32(5);
        }
        return (items, total);
    }
}
