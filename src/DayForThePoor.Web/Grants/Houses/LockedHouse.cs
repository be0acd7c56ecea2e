using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Grants.Houses;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>
/// A house and its grant, locked against payments and against another hand: the grant's row first, as everybody does who
/// changes or pays it.
/// </summary>
/// <param name="GrantState">Of the grant.</param>
/// <param name="Approved">Đồng; null until it is approved.</param>
/// <param name="Last">Day of the last step that stands.</param>
internal sealed record LockedHouse(
    Guid Id, Guid HouseholdId, string GrantState, long? Approved, string Kind, string State, DateOnly Last, int SourcesVersion, Instalments? Instalments, int InstalmentsVersion)
{
    public bool IsApproved => GrantState is "approved" or "closed";

    /// <summary>The grant of a file that is to be opened; null: none of purpose house in this unit.</summary>
    public static async Task<(Guid HouseholdId, string State)?> Grant(NpgsqlConnection connection, Guid unit, Guid grant, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select household_id, state from grants.support where id = $1 and unit_id = $2 and purpose = $3 for update", connection)
        {
            Parameters = { new() { Value = grant }, new() { Value = unit }, new() { Value = Purposes.House } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (row.GetGuid(0), row.GetString(1)) : null;
    }

    /// <summary>Null: not a house of this unit.</summary>
    public static async Task<LockedHouse?> Take(NpgsqlConnection connection, Guid unit, Guid id, CancellationToken cancellation)
    {
        if (await Grant(connection, unit, id, cancellation) is null) return null;
        await using var select = new NpgsqlCommand("""
            select h.household_id, s.state, s.approved, h.kind, h.state,
              greatest(h.surveyed_on, h.undertaken_on, h.started_on, h.finished_on, h.inspected_on, h.handed_over_on), h.sources, h.instalments,
              f.amount, f.decision, f.decided_on, n.amount, n.decision, n.decided_on
            from grants.house h join grants.support s on s.id = h.id
            left join grants.house_instalment f on f.house_id = h.id and f.version = h.instalments and f.ordinal = 1
            left join grants.house_instalment n on n.house_id = h.id and n.version = h.instalments and n.ordinal = 2
            where h.id = $1 for update of h
            """, connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return new(
            id, row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateOnly>(5),
            row.GetInt32(6), row.IsDBNull(8) ? null : new(Instalment(row, 8)!, Instalment(row, 11)), row.GetInt32(7));
    }

    /// <summary>Amount, decision and its day from three columns; null where there is none.</summary>
    public static Instalment? Instalment(NpgsqlDataReader row, int at) =>
        row.IsDBNull(at) ? null : new(row.GetInt64(at), row.GetString(at + 1), row.GetFieldValue<DateOnly>(at + 2));
}
