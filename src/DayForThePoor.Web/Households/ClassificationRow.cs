using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Households;

/// <summary>What was recognised of a household in a year's review.</summary>
internal sealed record ClassificationRow(Guid HouseholdId, string Class, Guid HamletId, bool? Able, string Certificate, int People);

/// <summary>Writes classifications of one year. Those of other years are out of reach of what it does.</summary>
/// <param name="Standard">Code of the standard of that year.</param>
internal sealed record ClassificationYear(
    Guid UnitId, int Year, string Standard, string Decision, DateOnly DecidedOn, Guid? ImportId, Guid By, DateTimeOffset At)
{
    /// <summary>A later list of the same year replaces what an earlier one said, and says so in the household's history.</summary>
    public async Task Write(NpgsqlConnection connection, IReadOnlyCollection<ClassificationRow> rows, CancellationToken cancellation)
    {
        await using var history = new NpgsqlCommand("""
            insert into households.happening (id, household_id, kind, on_date, purpose, text, recorded_at, recorded_by)
            select gen_random_uuid(), c.household_id, 'reclassified', $4, c.class, $5, $6, $7
            from unnest($1::uuid[], $2::text[]) n(household_id, class)
            join households.classification c on c.household_id = n.household_id and c.year = $3 and c.class <> n.class
            """, connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.HouseholdId).ToArray() }, new() { Value = rows.Select(r => r.Class).ToArray() }, new() { Value = (short)Year },
                new() { Value = DecidedOn }, new() { Value = Decision }, new() { Value = At.ToUniversalTime() }, new() { Value = By },
            },
        };
        await history.ExecuteNonQueryAsync(cancellation);
        await using var upsert = new NpgsqlCommand("""
            insert into households.classification
              (household_id, class, hamlet_id, able, certificate, people, year, unit_id, standard, decision, decided_on, import_id, recorded_at, recorded_by)
            select n.*, $7, $8, $9, $10, $11, $12, $13, $14 from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bool[], $5::text[], $6::smallint[]) n
            on conflict (household_id, year) do update set
              class = excluded.class, unit_id = excluded.unit_id, hamlet_id = excluded.hamlet_id, able = coalesce(excluded.able, classification.able),
              certificate = case excluded.certificate when '' then classification.certificate else excluded.certificate end, people = excluded.people,
              standard = excluded.standard, decision = excluded.decision, decided_on = excluded.decided_on, import_id = excluded.import_id,
              recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
            """, connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.HouseholdId).ToArray() }, new() { Value = rows.Select(r => r.Class).ToArray() },
                new() { Value = rows.Select(r => r.HamletId).ToArray() },
                new() { Value = rows.Select(r => r.Able).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean },
                new() { Value = rows.Select(r => r.Certificate).ToArray() }, new() { Value = rows.Select(r => (short)r.People).ToArray() },
                new() { Value = (short)Year }, new() { Value = UnitId }, new() { Value = Standard }, new() { Value = Decision }, new() { Value = DecidedOn },
                new() { Value = ImportId is { } import ? import : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = At.ToUniversalTime() }, new() { Value = By },
            },
        };
        await upsert.ExecuteNonQueryAsync(cancellation);
    }
}
