using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Who a case is about, as far as rules ask.</summary>
internal sealed record CasePerson(
    Guid Id, string Kind, Guid HouseholdId, Guid MemberId, DateOnly? BirthDate, int? BirthYear, string? Disability, string? AidCategory)
{
    /// <summary>At its latest; null: the register knows nothing of it any more.</summary>
    public DateOnly? LatestBirth => Ages.LatestBirth(BirthDate, BirthYear);

    /// <summary>Null: no such case in the unit.</summary>
    public static async Task<CasePerson?> Find(NpgsqlConnection connection, Guid unit, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select b.id, b.kind, b.household_id, b.member_id, m.birth_date, m.birth_year, m.disability, b.aid_category
            from sponsorships.beneficiary b left join households.member m on m.id = b.member_id where b.id = $1 and b.unit_id = $2
            """, connection) { Parameters = { new() { Value = id }, new() { Value = unit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetGuid(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
                row.IsDBNull(5) ? null : row.GetInt16(5), row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7))
            : null;
    }
}
