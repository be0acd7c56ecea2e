using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using Npgsql;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>The register of a commune, as far as a list is compared with it.</summary>
internal static class RegisterReader
{
    /// <summary>Whoever changes the register of a commune holds this row until the end of the transaction: what a list was
    /// compared with is then what it is written to.</summary>
    public static async Task Lock(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into households.register values ($1) on conflict do nothing") { Parameters = { new() { Value = unit } } },
                new("select 1 from households.register where unit_id = $1 for update") { Parameters = { new() { Value = unit } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<IReadOnlyList<KnownHousehold>> Known(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select h.id, h.code, h.head_name, head.birth_year, h.hamlet_id, h.ended is not null, coalesce(ids.prints, '{}'), c.years, c.classes
            from households.household h
            left join households.member head on head.household_id = h.id and head.place = 1 and head.left_on is null
            left join (select household_id, array_agg(encode(id_print, 'base64')) as prints from households.member
                       where unit_id = $1 and left_on is null and id_print is not null group by household_id) ids on ids.household_id = h.id
            left join (select c.household_id, array_agg(c.year) as years, array_agg(c.class) as classes
                       from households.classification c join households.household o on o.id = c.household_id where o.unit_id = $1 group by c.household_id) c on c.household_id = h.id
            where h.unit_id = $1
            """, connection) { Parameters = { new() { Value = unit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<KnownHousehold> known = [];
        while (await row.ReadAsync(cancellation))
        {
            var (years, classes) = row.IsDBNull(7) ? ([], []) : (row.GetFieldValue<short[]>(7), row.GetFieldValue<string[]>(8));
            known.Add(new(
                row.GetGuid(0), row.GetString(1), Folding.Fold(row.GetString(2)), row.IsDBNull(3) ? null : row.GetInt16(3), row.GetGuid(4), row.GetBoolean(5),
                row.GetFieldValue<string[]>(6), years.Zip(classes).ToDictionary(c => (int)c.First, c => c.Second)));
        }
        return known;
    }

    public static async Task<IReadOnlyDictionary<ListPlan.Pair, bool>> Answers(NpgsqlConnection connection, Guid import, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select code, household_id, same from households.answer where import_id = $1", connection) { Parameters = { new() { Value = import } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var answers = new Dictionary<ListPlan.Pair, bool>();
        while (await row.ReadAsync(cancellation)) answers[new(row.GetString(0), row.GetGuid(1))] = row.GetBoolean(2);
        return answers;
    }

    /// <summary>Names of heads, to show beside what a list says.</summary>
    public static async Task<Dictionary<Guid, string>> Heads(NpgsqlConnection connection, IReadOnlyCollection<Guid> households, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select id, head_name from households.household where id = any($1)", connection) { Parameters = { new() { Value = households.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var heads = new Dictionary<Guid, string>();
        while (await row.ReadAsync(cancellation)) heads[row.GetGuid(0)] = row.GetString(1);
        return heads;
    }

    public static async Task<PovertyStandard?> StandardOf(NpgsqlConnection connection, int year, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select code, source, valid_from, valid_to, rural_line, urban_line, least_indicators from households.standard order by valid_from", connection);
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<PovertyStandard> all = [];
        while (await row.ReadAsync(cancellation))
            all.Add(new(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetFieldValue<DateOnly>(3), row.GetInt64(4), row.GetInt64(5), row.GetInt16(6)));
        return PovertyStandard.Of(year, all);
    }
}
