using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <param name="ValidTo">Last day; null while it stands.</param>
public sealed record Hamlet(Guid Id, Guid UnitId, HamletName Name, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>Reads the hamlets of communes.</summary>
public sealed class Hamlets(Sessions sessions)
{
    /// <summary>By kind and name; those that stand before those that ended.</summary>
    public async Task<IReadOnlyList<Hamlet>> Of(IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Of(connection, units, cancellation);
    }

    public static async Task<IReadOnlyList<Hamlet>> Of(NpgsqlConnection connection, IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select id, unit_id, kind, name, former, valid_from, valid_to from households.hamlet
            where unit_id = any($1) order by valid_to is not null, name collate "vi-x-icu", former collate "vi-x-icu", kind
            """, connection) { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Hamlet> hamlets = [];
        while (await row.ReadAsync(cancellation))
            hamlets.Add(new(
                row.GetGuid(0), row.GetGuid(1), new(row.GetString(2), row.GetString(3), row.GetString(4)),
                row.GetFieldValue<DateOnly>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6)));
        return hamlets;
    }
}
