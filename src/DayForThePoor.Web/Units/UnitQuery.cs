using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Units;

/// <param name="Code">National code with its leading zeros.</param>
/// <param name="Parent">Code of the level above.</param>
/// <param name="ValidTo">Last day; null while it stands.</param>
/// <param name="Successors">Codes of the units that took over, when it has ended.</param>
public sealed record UnitRow(string Code, string Name, string Kind, string? Parent, string? ParentName, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> Successors);

/// <summary>One page of a list.</summary>
/// <param name="Page">From 1.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize);

/// <summary>Finds units by name without diacritics or by code.</summary>
public sealed class UnitQuery(Sessions sessions)
{
    public const int PageSize = 50;

    /// <summary>Beyond every list; keeps offsets within range.</summary>
    public const int LastPage = 1_000_000;

    /// <param name="on">The map of that day.</param>
    public async Task<ListPage<UnitRow>> Find(string? search, DateOnly on, int page, CancellationToken cancellation)
    {
        page = Math.Clamp(page, 1, LastPage);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand("""
            select v.code, v.name, u.kind, p.code, p.name, v.valid_from, v.valid_to,
                   array(select n.code from dftp.unit_successor s
                         join dftp.unit_version n on n.unit_id = s.successor_id and n.valid_from = s.since
                         where s.unit_id = v.unit_id order by n.code),
                   count(*) over ()
            from dftp.unit_version v
            join dftp.unit u on u.id = v.unit_id
            left join dftp.unit_version p on p.unit_id = v.parent_id and p.valid_from <= $2 and (p.valid_to is null or p.valid_to >= $2)
            where v.valid_from <= $2 and (v.valid_to is null or v.valid_to >= $2)
              and ($1 = '' or v.code = $1 or strpos(v.folded, $1) > 0)
            order by length(v.code), v.code
            limit $3 offset $4
            """, connection)
        {
            Parameters =
            {
                new() { Value = Folding.Fold(search ?? "") }, new() { Value = on },
                new() { Value = PageSize }, new() { Value = (page - 1L) * PageSize },
            },
        };
        List<UnitRow> rows = [];
        var total = 0L;
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetFieldValue<DateOnly>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6),
                reader.GetFieldValue<string[]>(7)));
            total = reader.GetInt64(8);
        }
        return new(rows, total, page, PageSize);
    }
}
