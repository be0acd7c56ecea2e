using System.Text.Json;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements;

/// <summary>Reads and writes the rows of <c>statements.column_profile</c>.</summary>
public static class ColumnProfiles
{
    private const string Columns =
        "id, unit_id, bin, name, header_mark, header_rows, header, columns, thousands, encoding, confirmed_at, confirmed_by, retired_at";

    /// <summary>The living profiles for the account's files, the latest first.</summary>
    public static Task<IReadOnlyList<ColumnProfile>> Of(NpgsqlConnection connection, BankAccount account, CancellationToken cancellation) =>
        Select(connection, "unit_id = $1 and bin = $2 and retired_at is null order by confirmed_at desc", cancellation, account.UnitId, BinOf(account));

    /// <summary>All profiles of the units, the living ones first.</summary>
    public static Task<IReadOnlyList<ColumnProfile>> Of(NpgsqlConnection connection, IReadOnlyList<Guid> units, CancellationToken cancellation) =>
        Select(connection, "unit_id = any($1) order by (retired_at is not null), unit_id, bin, confirmed_at desc", cancellation, units.ToArray());

    /// <summary>The living profile of this name for the account's files.</summary>
    public static async Task<ColumnProfile?> Named(NpgsqlConnection connection, BankAccount account, string name, CancellationToken cancellation) =>
        (await Select(connection, "unit_id = $1 and bin = $2 and lower(name) = lower($3) and retired_at is null", cancellation,
            account.UnitId, BinOf(account), name.Trim())).SingleOrDefault();

    /// <summary>A profile, living or retired: an import goes on being read by the one it began with.</summary>
    public static async Task<ColumnProfile?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        (await Select(connection, "id = $1", cancellation, id)).SingleOrDefault();

    /// <summary>What is known of the columns of an import's file.</summary>
    public static async Task<KnownColumns> KnownFor(NpgsqlConnection connection, ImportRecord import, BankAccount account, CancellationToken cancellation) =>
        import.ProfileId is { } id
            ? new([(await Find(connection, id, cancellation))!.Columns], ByWords: false)
            : new([.. (await Of(connection, account, cancellation)).Select(profile => profile.Columns)]);

    /// <summary>Adds a profile; one that was for the same header retires.</summary>
    /// <exception cref="PostgresException">Unique violation: another living profile has the name.</exception>
    public static async Task Add(NpgsqlConnection connection, ColumnProfile profile, CancellationToken cancellation)
    {
        await using var retire = new NpgsqlCommand("""
            update statements.column_profile set retired_at = $4, retired_by = $5
            where unit_id = $1 and bin = $2 and header_mark = $3 and retired_at is null
            """, connection)
        {
            Parameters =
            {
                new() { Value = profile.UnitId }, new() { Value = profile.Bin }, new() { Value = profile.Mapping.HeaderMark },
                new() { Value = profile.ConfirmedAt.ToUniversalTime() }, new() { Value = profile.ConfirmedBy },
            },
        };
        await retire.ExecuteNonQueryAsync(cancellation);
        await using var insert = new NpgsqlCommand($"insert into statements.column_profile ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null)", connection)
        {
            Parameters =
            {
                new() { Value = profile.Id }, new() { Value = profile.UnitId }, new() { Value = profile.Bin }, new() { Value = profile.Name },
                new() { Value = profile.Mapping.HeaderMark }, new() { Value = (short)profile.Mapping.HeaderRows },
                new() { Value = profile.Header.ToArray() },
                new() { Value = JsonSerializer.Serialize(profile.Mapping.Columns), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = profile.Thousands is { } mark ? mark.ToString() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Char },
                new() { Value = profile.Encoding is { } encoding ? encoding : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = profile.ConfirmedAt.ToUniversalTime() }, new() { Value = profile.ConfirmedBy },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>False when it is not a living one of the unit.</summary>
    public static async Task<bool> Retire(NpgsqlConnection connection, Guid unit, Guid id, DateTimeOffset at, Guid by, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            "update statements.column_profile set retired_at = $3, retired_by = $4 where id = $2 and unit_id = $1 and retired_at is null", connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = id }, new() { Value = at.ToUniversalTime() }, new() { Value = by } },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public static string BinOf(BankAccount account) => account.Bin ?? "";

    private static async Task<IReadOnlyList<ColumnProfile>> Select(NpgsqlConnection connection, string where, CancellationToken cancellation, params object[] values)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from statements.column_profile where {where}", connection);
        foreach (var value in values) select.Parameters.Add(new() { Value = value });
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<ColumnProfile> profiles = [];
        while (await row.ReadAsync(cancellation))
            profiles.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3),
                new(row.GetString(4), row.GetInt16(5), JsonSerializer.Deserialize<Dictionary<StatementColumn, int>>(row.GetString(7))!),
                row.GetFieldValue<string[]>(6),
                row.IsDBNull(8) ? null : row.GetString(8)[0], row.IsDBNull(9) ? null : row.GetString(9),
                row.GetFieldValue<DateTimeOffset>(10), row.GetGuid(11), row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12)));
        return profiles;
    }
}
