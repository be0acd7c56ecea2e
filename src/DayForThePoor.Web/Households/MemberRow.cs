using DayForThePoor.Core.Households;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Households;

/// <summary>A row of <c>households.member</c>.</summary>
/// <param name="Place">Order within the household, from 1; the head is 1.</param>
/// <param name="Sealed">The ID number under the installation's key.</param>
/// <param name="Print">Keyed hash of the ID number.</param>
/// <param name="Tail">Its last digits, all that is shown.</param>
/// <param name="LeftOn">Null: lives there.</param>
internal sealed record MemberRow(
    Guid Id, Guid HouseholdId, int Place, string Name, string Relation, DateOnly? BirthDate, int? BirthYear, string? Sex,
    byte[]? Sealed, byte[]? Print, string? Tail, string? Disability, string Schooling, DateOnly? LeftOn)
{
    public const string Columns =
        "id, household_id, place, name, relation, birth_date, birth_year, sex, id_sealed, id_print, id_tail, disability, schooling, left_on";

    private const string Copy =
        $"copy households.member ({Columns}, unit_id) from stdin (format binary)";

    public static MemberRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt16(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5),
        row.IsDBNull(6) ? null : row.GetInt16(6), Text(row, 7), Bytes(row, 8), Bytes(row, 9), Text(row, 10), Text(row, 11), row.GetString(12),
        row.IsDBNull(13) ? null : row.GetFieldValue<DateOnly>(13));

    public static async Task<List<MemberRow>> Of(NpgsqlConnection connection, IReadOnlyCollection<Guid> households, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from households.member where household_id = any($1) order by household_id, left_on is not null, place", connection)
        {
            Parameters = { new() { Value = households.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<MemberRow> members = [];
        while (await row.ReadAsync(cancellation)) members.Add(Read(row));
        return members;
    }

    /// <summary>Puts these in the place of all members that the households had. Ids stay with the people.</summary>
    public static async Task Replace(NpgsqlConnection connection, Guid unit, IReadOnlyCollection<Guid> households, IEnumerable<MemberRow> members, CancellationToken cancellation)
    {
        await using (var delete = new NpgsqlCommand("delete from households.member where household_id = any($1)", connection) { Parameters = { new() { Value = households.ToArray() } } })
            await delete.ExecuteNonQueryAsync(cancellation);
        await using var writer = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (var member in members) member.Write(writer, unit);
        await writer.CompleteAsync(cancellation);
    }

    /// <summary>With what a list says where it says something; what it leaves out stays.</summary>
    public MemberRow With(ListedMember listed, int place, PersonalKey key)
    {
        var row = this with
        {
            Place = place,
            Name = listed.Name,
            Relation = place == 1 ? Relations.Head : listed.Relation == Relations.Head ? Relations.Other : listed.Relation,
            BirthDate = listed.BirthYear is null ? BirthDate : listed.BirthDate ?? (BirthYear == listed.BirthYear ? BirthDate : null),
            BirthYear = listed.BirthYear ?? BirthYear,
            Sex = listed.Sex ?? Sex,
            Disability = listed.Disability ?? Disability,
            Schooling = listed.Schooling.Length > 0 ? listed.Schooling : Schooling,
            LeftOn = null,
        };
        return listed.NationalId is { } id ? row.WithId(id, key) : row;
    }

    public MemberRow WithId(string digits, PersonalKey key)
    {
        var print = key.Print(digits);
        return Print is not null && Print.AsSpan().SequenceEqual(print) ? this : this with { Sealed = key.Seal(digits), Print = print, Tail = NationalId.Tail(digits) };
    }

    public static MemberRow New(Guid household) => new(Guid.CreateVersion7(), household, 1, "", Relations.Other, null, null, null, null, null, null, null, "", null);

    // Written without await: a row only fills the buffer.
    private void Write(NpgsqlBinaryImporter writer, Guid unit)
    {
        writer.StartRow();
        writer.Write(Id, NpgsqlDbType.Uuid);
        writer.Write(HouseholdId, NpgsqlDbType.Uuid);
        writer.Write((short)Place, NpgsqlDbType.Smallint);
        writer.Write(Name, NpgsqlDbType.Text);
        writer.Write(Relation, NpgsqlDbType.Text);
        Write(BirthDate, NpgsqlDbType.Date);
        Write((short?)BirthYear, NpgsqlDbType.Smallint);
        WriteText(Sex, NpgsqlDbType.Text);
        WriteText(Sealed, NpgsqlDbType.Bytea);
        WriteText(Print, NpgsqlDbType.Bytea);
        WriteText(Tail, NpgsqlDbType.Text);
        WriteText(Disability, NpgsqlDbType.Text);
        writer.Write(Schooling, NpgsqlDbType.Text);
        Write(LeftOn, NpgsqlDbType.Date);
        writer.Write(unit, NpgsqlDbType.Uuid);

        void Write<T>(T? value, NpgsqlDbType type) where T : struct
        {
            if (value is { } given) writer.Write(given, type);
            else writer.WriteNull();
        }

        void WriteText<T>(T? value, NpgsqlDbType type) where T : class
        {
            if (value is null) writer.WriteNull();
            else writer.Write(value, type);
        }
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static byte[]? Bytes(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<byte[]>(at);
}
