using DayForThePoor.Core;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>A line of <c>grants.house_step</c>: what was written about a house, by whom, and how far it is since.</summary>
/// <param name="Key">Of the form; the same form sent twice is one line.</param>
internal sealed record HouseLog(Guid HouseId, string Key, string Kind, DateOnly On, string Text, string State, DateOnly? DueOn = null)
{
    public const string Survey = "survey", Corrected = "corrected", Sources = "sources", Instalments = "instalments";

    private Guid Id => Ids.Of("house-step", HouseId, Key);

    public static async Task<bool> Knows(NpgsqlConnection connection, Guid house, string key, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select exists (select from grants.house_step where id = $1)", connection)
        {
            Parameters = { new() { Value = Ids.Of("house-step", house, key) } },
        };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    public async Task Insert(NpgsqlConnection connection, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("insert into grants.house_step values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", connection)
        {
            Parameters =
            {
                new() { Value = Id }, new() { Value = HouseId }, new() { Value = Kind }, new() { Value = On }, new() { Value = Text },
                new() { Value = DueOn ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date }, new() { Value = State },
                new() { Value = at.ToUniversalTime() }, new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
