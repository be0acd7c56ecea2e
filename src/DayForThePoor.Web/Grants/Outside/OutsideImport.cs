using System.Text.Json;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Households.Importing;
using Npgsql;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>A list of another programme that somebody brought in.</summary>
/// <param name="State">See <see cref="ListStates"/>.</param>
/// <param name="Amount">Đồng, of all rows.</param>
public sealed record OutsideImport(Guid Id, Guid UnitId, string FileName, string State, int Rows, long Amount, DateTimeOffset UploadedAt);

/// <summary>Rows of <c>grants.outside_import</c>.</summary>
internal static class OutsideImports
{
    private const string Columns = "id, unit_id, file_name, state, rows, amount, uploaded_at";

    public static async Task Keep(NpgsqlConnection connection, OutsideImport import, IReadOnlyList<OutsideRow> rows, PersonalKey key, Guid by, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into grants.outside_import (id, unit_id, file_name, state, rows, amount, list, uploaded_at, uploaded_by) values ($1, $2, $3, 'waiting', $4, $5, $6, $7, $8)
            """, connection)
        {
            Parameters =
            {
                new() { Value = import.Id }, new() { Value = import.UnitId }, new() { Value = import.FileName }, new() { Value = import.Rows }, new() { Value = import.Amount },
                new() { Value = key.Seal(JsonSerializer.SerializeToUtf8Bytes(rows)) }, new() { Value = import.UploadedAt.ToUniversalTime() }, new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null: none of that id.</summary>
    public static async Task<OutsideImport?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from grants.outside_import where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Read(row) : null;
    }

    public static async Task<IReadOnlyList<OutsideImport>> Latest(NpgsqlConnection connection, IReadOnlyCollection<Guid> units, int most, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            $"select {Columns} from grants.outside_import where unit_id = any($1) order by uploaded_at desc limit {most}", connection)
        { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<OutsideImport> imports = [];
        while (await row.ReadAsync(cancellation)) imports.Add(Read(row));
        return imports;
    }

    /// <summary>What the file said, held until the transaction's end; null once the import has ended.</summary>
    public static async Task<IReadOnlyList<OutsideRow>?> RowsOf(NpgsqlConnection connection, Guid id, PersonalKey key, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select list from grants.outside_import where id = $1 for update", connection) { Parameters = { new() { Value = id } } };
        return await select.ExecuteScalarAsync(cancellation) is byte[] list ? JsonSerializer.Deserialize<List<OutsideRow>>(key.Open(list)) : null;
    }

    /// <returns>False: it had ended before.</returns>
    public static async Task<bool> End(NpgsqlConnection connection, Guid id, string state, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            "update grants.outside_import set state = $2, list = null, ended_by = $3, ended_at = $4 where id = $1 and state = 'waiting'", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = state }, new() { Value = by }, new() { Value = at.ToUniversalTime() } },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static OutsideImport Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt64(5), row.GetFieldValue<DateTimeOffset>(6));
}
