using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Looks up who is meant by what a pledge names.</summary>
internal static class PledgedPerson
{
    /// <summary>What end rules ask of a person. Whose papers know the year of birth alone counts as born on its last day.</summary>
    public static async Task<Schooling> Schooling(NpgsqlConnection connection, Guid beneficiary, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select coalesce(m.birth_date, make_date(m.birth_year, 12, 31)), b.grade, b.grade_year
            from sponsorships.beneficiary b join households.member m on m.id = b.member_id where b.id = $1
            """, connection) { Parameters = { new() { Value = beneficiary } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return Core.Sponsorships.Schooling.Unknown;
        return new(row.IsDBNull(0) ? null : row.GetFieldValue<DateOnly>(0), row.IsDBNull(1) ? null : row.GetInt16(1), row.IsDBNull(2) ? null : row.GetInt16(2));
    }

    /// <summary>By id or code; null: none of this unit.</summary>
    public static Task<Guid?> Beneficiary(NpgsqlConnection connection, Guid unit, string named, CancellationToken cancellation) =>
        Find(connection, "select id from sponsorships.beneficiary where unit_id = $1 and (id = $2 or code = $3)", unit, named, cancellation);

    /// <summary>By id or code; null: none of this unit that still sponsors.</summary>
    public static Task<Guid?> Sponsor(NpgsqlConnection connection, Guid unit, string named, CancellationToken cancellation) =>
        Find(connection, "select id from sponsorships.sponsor where unit_id = $1 and (id = $2 or code = $3) and ended_on is null", unit, named, cancellation);

    /// <summary>The only slot of the person that such a pledge can mean; null: none or several.</summary>
    /// <param name="goods">Whether goods are given.</param>
    public static async Task<Guid?> OnlySlot(NpgsqlConnection connection, Guid beneficiary, bool goods, DateOnly on, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select id from sponsorships.slot where beneficiary_id = $1 and kind = $2 and (ends_on is null or ends_on >= $3) limit 2", connection)
        {
            Parameters = { new() { Value = beneficiary }, new() { Value = goods ? "goods" : "money" }, new() { Value = on } },
        };
        List<Guid> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        return found.Count == 1 ? found[0] : null;
    }

    private static async Task<Guid?> Find(NpgsqlConnection connection, string sql, Guid unit, string named, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = Guid.TryParse(named, out var id) ? id : Guid.Empty }, new() { Value = named.Trim().ToUpperInvariant() } },
        };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }
}
