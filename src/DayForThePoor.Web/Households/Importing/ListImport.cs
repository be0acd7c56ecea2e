using System.IO.Compression;
using System.Text.Json;
using DayForThePoor.Core.Households;
using Npgsql;

namespace DayForThePoor.Web.Households.Importing;

public static class ListStates
{
    /// <summary>In quarantine: read without a problem, a person looks at it.</summary>
    public const string Waiting = "waiting";

    public const string Accepted = "accepted";

    public const string Dropped = "dropped";
}

/// <summary>What a list changes, or changed.</summary>
/// <param name="New">Households that the register did not know.</param>
/// <param name="Known">Households that it knew.</param>
/// <param name="People">Members of all of them.</param>
/// <param name="Entered">On this list and on none before.</param>
/// <param name="FellBack">Tái nghèo: on an earlier list, not on the last one, and on this.</param>
/// <param name="Left">On the last list, and now out of it or not named.</param>
public sealed record ListCounts(
    int Households, int New, int Known, int People, int Poor, int NearPoor, int LeftPoverty, int Entered, int Stayed, int FellBack, int Left)
{
    public static ListCounts Of(ListPlan plan)
    {
        var all = plan.Households;
        return new(
            all.Count, all.Count(p => p.Same is null && p.Open.Count == 0), all.Count(p => p.Same is not null), all.Sum(p => p.Listed.People),
            OfClass(HouseholdClasses.Poor), OfClass(HouseholdClasses.NearPoor), OfClass(HouseholdClasses.LeftPoverty),
            Moved(Movement.Entered), Moved(Movement.Stayed), Moved(Movement.FellBack), Moved(Movement.Left) + plan.Gone.Count);

        int OfClass(string recognised) => all.Count(p => p.Listed.Class == recognised);
        int Moved(Movement movement) => all.Count(p => p.Movement == movement);
    }
}

/// <summary>A list that somebody brought in.</summary>
/// <param name="Counts">What it changed; null until it is accepted.</param>
public sealed record ListImport(
    Guid Id, Guid UnitId, int Year, string Decision, DateOnly DecidedOn, string FileName, string State, int Rows, int Households,
    ListCounts? Counts, DateTimeOffset UploadedAt);

/// <summary>Rows of <c>households.import</c>.</summary>
internal static class ListImports
{
    private const string Columns = "id, unit_id, year, decision, decided_on, file_name, state, rows, households, counts, uploaded_at";

    public static async Task Keep(NpgsqlConnection connection, ListImport import, byte[] list, Guid by, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into households.import (id, unit_id, year, decision, decided_on, file_name, state, rows, households, list, uploaded_at, uploaded_by)
            values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10, $11)
            """, connection)
        {
            Parameters =
            {
                new() { Value = import.Id }, new() { Value = import.UnitId }, new() { Value = (short)import.Year }, new() { Value = import.Decision },
                new() { Value = import.DecidedOn }, new() { Value = import.FileName }, new() { Value = import.Rows }, new() { Value = import.Households },
                new() { Value = list }, new() { Value = import.UploadedAt.ToUniversalTime() }, new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null: none of that id.</summary>
    public static async Task<ListImport?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from households.import where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Read(row) : null;
    }

    public static async Task<IReadOnlyList<ListImport>> Latest(NpgsqlConnection connection, IReadOnlyCollection<Guid> units, int most, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            $"select {Columns} from households.import where unit_id = any($1) order by uploaded_at desc limit {most}", connection)
        { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<ListImport> imports = [];
        while (await row.ReadAsync(cancellation)) imports.Add(Read(row));
        return imports;
    }

    /// <summary>What the file said; null once the import has ended.</summary>
    public static async Task<IReadOnlyList<ListedHousehold>?> ListOf(NpgsqlConnection connection, Guid id, PersonalKey key, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select list from households.import where id = $1", connection) { Parameters = { new() { Value = id } } };
        return await select.ExecuteScalarAsync(cancellation) is byte[] list ? Unpack(list, key) : null;
    }

    /// <summary>The list goes when the import ends: the register holds it, or nobody wants it.</summary>
    /// <returns>False: it had ended before.</returns>
    public static async Task<bool> End(NpgsqlConnection connection, Guid id, string state, ListCounts? counts, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            "update households.import set state = $2, list = null, counts = $3, ended_by = $4, ended_at = $5 where id = $1 and state = 'waiting'", connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = state },
                new() { Value = counts is null ? DBNull.Value : JsonSerializer.Serialize(counts), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb },
                new() { Value = by }, new() { Value = at.ToUniversalTime() },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public static byte[] Pack(IReadOnlyList<ListedHousehold> list, PersonalKey key)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) JsonSerializer.Serialize(zip, list);
        return key.Seal(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private static List<ListedHousehold> Unpack(byte[] list, PersonalKey key)
    {
        using var zip = new GZipStream(new MemoryStream(key.Open(list)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<ListedHousehold>>(zip)!;
    }

    private static ListImport Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt16(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetString(5), row.GetString(6), row.GetInt32(7),
        row.GetInt32(8), row.IsDBNull(9) ? null : JsonSerializer.Deserialize<ListCounts>(row.GetString(9)), row.GetFieldValue<DateTimeOffset>(10));
}
