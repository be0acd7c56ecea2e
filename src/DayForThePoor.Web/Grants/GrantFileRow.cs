using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>A row of <c>grants.file</c>.</summary>
internal sealed record GrantFileRow(Guid Id, Guid UnitId, string Kind, string Name, string MediaType, long Bytes)
{
    public async Task Insert(NpgsqlConnection connection, byte[] sha256, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand(
            "insert into grants.file (id, unit_id, kind, name, media_type, sha256, bytes, added_at, added_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", connection)
        {
            Parameters =
            {
                new() { Value = Id }, new() { Value = UnitId }, new() { Value = Kind }, new() { Value = Name }, new() { Value = MediaType }, new() { Value = sha256 },
                new() { Value = Bytes }, new() { Value = at.ToUniversalTime() }, new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
