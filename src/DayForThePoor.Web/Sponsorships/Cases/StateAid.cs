using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Monthly allowances of the state (NĐ 20/2021), from dated data.</summary>
internal static class StateAid
{
    /// <summary>The one with the highest coefficient, which alone is paid (NĐ 20/2021 Đ.6.2); null: none is recorded, or none was in force.</summary>
    public static async Task<AidView?> On(NpgsqlConnection connection, CasePerson person, DateOnly day, CancellationToken cancellation)
    {
        if (person.AidCategory is null || person.LatestBirth is not { } birth) return null;
        var groups = AidCategories.On(person.AidCategory, person.Kind, person.Disability, birth, day);
        await using var select = new NpgsqlCommand("""
            select r.category, r.coefficient, b.amount, (r.coefficient * b.amount)::bigint, r.source, b.source
            from (select distinct on (category) category, coefficient, source from sponsorships.aid_rate where category = any($1) and valid_from <= $2 order by category, valid_from desc) r
            cross join (select amount, source from sponsorships.aid_base where valid_from <= $2 order by valid_from desc limit 1) b
            order by r.coefficient desc, r.category limit 1
            """, connection) { Parameters = { new() { Value = groups.ToArray() }, new() { Value = day } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetString(0), row.GetDecimal(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetString(5))
            : null;
    }
}
