using DayForThePoor.Core.Text;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Units;

/// <summary>Writes the shipped units into the database. Running it again changes only what a newer release corrected.</summary>
public static class UnitCatalogue
{
    private const string Units = """
        insert into dftp.unit (id, kind) select * from unnest($1::uuid[], $2::text[])
        on conflict (id) do nothing
        """;

    private const string Versions = """
        insert into dftp.unit_version as v (unit_id, valid_from, valid_to, code, name, short_name, folded, parent_id)
        select * from unnest($1::uuid[], $2::date[], $3::date[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[])
        on conflict (unit_id, valid_from) do update
          set valid_to = excluded.valid_to, code = excluded.code, name = excluded.name, short_name = excluded.short_name,
              folded = excluded.folded, parent_id = excluded.parent_id
          where (v.valid_to, v.code, v.name, v.short_name, v.folded, v.parent_id)
            is distinct from (excluded.valid_to, excluded.code, excluded.name, excluded.short_name, excluded.folded, excluded.parent_id)
        """;

    private const string Successors = """
        insert into dftp.unit_successor (unit_id, successor_id, since) select * from unnest($1::uuid[], $2::uuid[], $3::date[])
        on conflict (unit_id, successor_id) do nothing
        """;

    /// <param name="owner">Connection string of the owner; called after the scripts have run.</param>
    public static void Load(string owner)
    {
        var (versions, successions) = NationalUnits.Read();
        var units = versions.DistinctBy(v => v.UnitId).ToArray();

        using var connection = new NpgsqlConnection(owner);
        connection.Open();
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Units) { Parameters = { Column(units, u => u.UnitId, NpgsqlDbType.Uuid), Column(units, u => u.Kind, NpgsqlDbType.Text) } },
                new(Versions)
                {
                    Parameters =
                    {
                        Column(versions, v => v.UnitId, NpgsqlDbType.Uuid),
                        Column(versions, v => v.ValidFrom, NpgsqlDbType.Date),
                        Column(versions, v => v.ValidTo, NpgsqlDbType.Date),
                        Column(versions, v => v.Code, NpgsqlDbType.Text),
                        Column(versions, v => v.Name, NpgsqlDbType.Text),
                        Column(versions, v => v.ShortName, NpgsqlDbType.Text),
                        Column(versions, v => Folding.Fold(v.Name), NpgsqlDbType.Text),
                        Column(versions, v => v.ParentId, NpgsqlDbType.Uuid),
                    },
                },
                new(Successors)
                {
                    Parameters =
                    {
                        Column(successions, s => s.UnitId, NpgsqlDbType.Uuid),
                        Column(successions, s => s.SuccessorId, NpgsqlDbType.Uuid),
                        Column(successions, s => s.Since, NpgsqlDbType.Date),
                    },
                },
            },
        };
        batch.ExecuteNonQuery(); // one transaction: a batch commits whole or not at all
    }

    private static NpgsqlParameter Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type) =>
        new() { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
