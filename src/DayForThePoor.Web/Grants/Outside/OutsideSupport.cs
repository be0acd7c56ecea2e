using DayForThePoor.Core.Text;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>A support of another programme as somebody writes it down.</summary>
/// <param name="List">Number of its list or decision; empty: none.</param>
/// <param name="Amount">Đồng; of goods their value.</param>
internal sealed record OutsideSupport(
    Guid Id, Guid HouseholdId, Guid? MemberId, string Programme, string List, string Purpose, long Amount, DateOnly On)
{
    /// <summary>What two spellings of one programme and list have in common.</summary>
    public (string Source, string List) Key => (Folding.Fold(Programme), Folding.Fold(List));

    /// <summary>In the connection's transaction. What stands there already is passed over.</summary>
    /// <returns>Ids of those that are new.</returns>
    public static async Task<IReadOnlySet<Guid>> Insert(
        NpgsqlConnection connection, Guid unit, IReadOnlyList<OutsideSupport> supports, Guid? import, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into grants.outside_support
              (id, unit_id, household_id, member_id, programme, source, list, list_folded, purpose, amount, on_date, import_id, recorded_at, recorded_by)
            select s.id, $1, s.household_id, nullif(s.member_id, '00000000-0000-0000-0000-000000000000'), s.programme, s.source, s.list, s.list_folded, s.purpose, s.amount, s.on_date, $2, $3, $4
            from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::date[])
              s(id, household_id, member_id, programme, source, list, list_folded, purpose, amount, on_date)
            join households.household h on h.id = s.household_id and h.unit_id = $1
            on conflict do nothing returning id
            """, connection)
        {
            Parameters =
            {
                new() { Value = unit }, new() { Value = import ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = at.ToUniversalTime() }, new() { Value = by },
                new() { Value = supports.Select(s => s.Id).ToArray() }, new() { Value = supports.Select(s => s.HouseholdId).ToArray() },
                new() { Value = supports.Select(s => s.MemberId ?? Guid.Empty).ToArray() }, new() { Value = supports.Select(s => s.Programme).ToArray() },
                new() { Value = supports.Select(s => s.Key.Source).ToArray() }, new() { Value = supports.Select(s => s.List).ToArray() },
                new() { Value = supports.Select(s => s.Key.List).ToArray() }, new() { Value = supports.Select(s => s.Purpose).ToArray() },
                new() { Value = supports.Select(s => s.Amount).ToArray() }, new() { Value = supports.Select(s => s.On).ToArray() },
            },
        };
        await using var row = await insert.ExecuteReaderAsync(cancellation);
        var added = new HashSet<Guid>();
        while (await row.ReadAsync(cancellation)) added.Add(row.GetGuid(0));
        return added;
    }
}
