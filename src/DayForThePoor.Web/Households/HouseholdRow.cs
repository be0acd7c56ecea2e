using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Households;

/// <summary>What <c>households.household</c> holds of a household that stands.</summary>
internal sealed record HouseholdRow(Guid Id, string Code, Guid HamletId, int People, IReadOnlyList<MemberRow> Members)
{
    private string Head => Members[0].Name;

    private string Given => PersonName.Given(Head);

    private string Folded => Folding.Fold($"{Code} {string.Join(' ', Members.Where(m => m.LeftOn is null).Select(m => m.Name))}");

    public static async Task Insert(
        NpgsqlConnection connection, Guid unit, IEnumerable<HouseholdRow> rows, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync("""
            copy households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by) from stdin (format binary)
            """, cancellation);
        foreach (var row in rows)
        {
            writer.StartRow();
            writer.Write(row.Id, NpgsqlDbType.Uuid);
            writer.Write(unit, NpgsqlDbType.Uuid);
            writer.Write(row.Code, NpgsqlDbType.Text);
            writer.Write(row.HamletId, NpgsqlDbType.Uuid);
            writer.Write(row.Head, NpgsqlDbType.Text);
            writer.Write(row.Given, NpgsqlDbType.Text);
            writer.Write(row.Folded, NpgsqlDbType.Text);
            writer.Write((short)row.People, NpgsqlDbType.Smallint);
            writer.Write(at.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            writer.Write(by, NpgsqlDbType.Uuid);
        }
        await writer.CompleteAsync(cancellation);
    }

    /// <summary>A household that had ended and stands on a list again lives again.</summary>
    public static async Task Update(NpgsqlConnection connection, IReadOnlyCollection<HouseholdRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        // In the order in which everybody holds households who holds several, so that none waits for the other.
        await using (var hold = new NpgsqlCommand("select 1 from households.household where id = any($1) order by id for no key update", connection)
        {
            Parameters = { new() { Value = rows.Select(r => r.Id).ToArray() } },
        }) await hold.ExecuteNonQueryAsync(cancellation);
        await using var update = new NpgsqlCommand("""
            update households.household h
            set code = n.code, hamlet_id = n.hamlet_id, head_name = n.head_name, given = n.given, folded = n.folded, people = n.people, ended = null, ended_on = null
            from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::smallint[]) n(id, code, hamlet_id, head_name, given, folded, people)
            where h.id = n.id and (h.code, h.hamlet_id, h.head_name, h.given, h.folded, h.people, h.ended is null)
              is distinct from (n.code, n.hamlet_id, n.head_name, n.given, n.folded, n.people, true)
            """, connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.Id).ToArray() }, new() { Value = rows.Select(r => r.Code).ToArray() }, new() { Value = rows.Select(r => r.HamletId).ToArray() },
                new() { Value = rows.Select(r => r.Head).ToArray() }, new() { Value = rows.Select(r => r.Given).ToArray() }, new() { Value = rows.Select(r => r.Folded).ToArray() },
                new() { Value = rows.Select(r => (short)r.People).ToArray() },
            },
        };
        await update.ExecuteNonQueryAsync(cancellation);
    }
}
