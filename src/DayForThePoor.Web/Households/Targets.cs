using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>A year's plan of a commune beside what its lists say happened. Counts are poor households (hộ nghèo).</summary>
/// <param name="Planned">Households fewer at least; null: no plan was set.</param>
/// <param name="Before">The review that the year is compared with; null: there is none.</param>
/// <param name="Start">Poor at the review before.</param>
/// <param name="Left">Poor then and not now.</param>
/// <param name="Came">Poor now and not then.</param>
/// <param name="End">Poor now; null: the year has no list yet.</param>
public sealed record TargetView(Guid UnitId, int Year, int? Planned, string? Decision, int? Before, int? Start, int? Left, int? Came, int? End)
{
    /// <summary>Fewer poor households than before; negative: more. Null until both reviews are there.</summary>
    public int? Reduced => Start - End;

    /// <summary>Null: nothing was planned, or the result is not known.</summary>
    public bool? Reached => Planned is null || Reduced is null ? null : Reduced >= Planned;
}

/// <summary>Reads plans and results, year by year.</summary>
public sealed class Targets(Sessions sessions)
{
    /// <summary>Every year that has a plan or a list, the last one first.</summary>
    public async Task<IReadOnlyList<TargetView>> Of(IReadOnlyList<Guid> units, int? year, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            with listed as (select distinct unit_id, year from households.classification where unit_id = any($1) and class in ('poor', 'near_poor')),
            years as (select unit_id, year from listed union select unit_id, year from households.target where unit_id = any($1)),
            compared as (select y.unit_id, y.year, (select max(l.year) from listed l where l.unit_id = y.unit_id and l.year < y.year) as before,
                exists (select 1 from listed l where l.unit_id = y.unit_id and l.year = y.year) as reviewed
              from years y where $2::smallint is null or y.year = $2)
            select c.unit_id, c.year, t.households, t.decision, c.before,
              case when c.before is not null then (select count(*)::int from households.classification p
                where p.unit_id = c.unit_id and p.year = c.before and p.class = 'poor') end,
              case when c.before is not null and c.reviewed then (select count(*)::int from households.classification p
                left join households.classification n on n.household_id = p.household_id and n.year = c.year and n.class = 'poor'
                where p.unit_id = c.unit_id and p.year = c.before and p.class = 'poor' and n.household_id is null) end,
              case when c.before is not null and c.reviewed then (select count(*)::int from households.classification n
                left join households.classification p on p.household_id = n.household_id and p.year = c.before and p.class = 'poor'
                where n.unit_id = c.unit_id and n.year = c.year and n.class = 'poor' and p.household_id is null) end,
              case when c.reviewed then (select count(*)::int from households.classification n
                where n.unit_id = c.unit_id and n.year = c.year and n.class = 'poor') end
            from compared c left join households.target t on t.unit_id = c.unit_id and t.year = c.year
            order by c.year desc
            """, connection)
        {
            Parameters =
            {
                new() { Value = units.ToArray() },
                new() { Value = year is { } one ? (short)one : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Smallint },
            },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<TargetView> views = [];
        while (await row.ReadAsync(cancellation))
            views.Add(new(
                row.GetGuid(0), row.GetInt16(1), Whole(2), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetInt16(4), Whole(5), Whole(6), Whole(7), Whole(8)));
        return views;

        int? Whole(int at) => row.IsDBNull(at) ? null : row.GetInt32(at);
    }
}
