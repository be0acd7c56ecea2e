using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Kinds of papers and pictures of a case.</summary>
public static class CaseFileKinds
{
    public const string Consent = "consent", Photo = "photo", SchoolResult = "school_result", Letter = "letter", Visit = "visit", Facility = "facility";

    /// <summary>What people put into the file of a case.</summary>
    public static readonly IReadOnlyList<string> OfCases =
        ["birth_certificate", "death_certificate", "application", Consent, Photo, SchoolResult, Letter, Visit, "undertaking", Facility, "other"];
}

/// <summary>A row of <c>sponsorships.file</c>.</summary>
/// <param name="BeneficiaryId">Null: a paper of the unit, such as a list signed by many.</param>
internal sealed record CaseFileRow(Guid Id, Guid UnitId, Guid? BeneficiaryId, string Kind, string Name, string MediaType, byte[] Sha256, long Bytes, DateOnly On)
{
    public async Task Insert(NpgsqlConnection connection, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.file (id, unit_id, beneficiary_id, kind, name, media_type, sha256, bytes, on_date, added_at, added_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, connection)
        {
            Parameters =
            {
                new() { Value = Id }, new() { Value = UnitId }, new() { Value = BeneficiaryId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = Kind },
                new() { Value = Name }, new() { Value = MediaType }, new() { Value = Sha256 }, new() { Value = Bytes }, new() { Value = On }, new() { Value = at.ToUniversalTime() },
                new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Whether a file belongs to the case.</summary>
    public static async Task<bool> IsOf(NpgsqlConnection connection, Guid file, Guid beneficiary, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select 1 from sponsorships.file where id = $1 and beneficiary_id = $2", connection)
        {
            Parameters = { new() { Value = file }, new() { Value = beneficiary } },
        };
        return await select.ExecuteScalarAsync(cancellation) is not null;
    }
}
