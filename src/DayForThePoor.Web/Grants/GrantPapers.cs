using DayForThePoor.Core.Grants;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>Papers and pictures of a unit that are put to a step.</summary>
public static class GrantPapers
{
    /// <summary>Most that one step takes.</summary>
    public const int Most = 20;

    /// <summary>The files of these ids, in their order; null when one of them is not the unit's, or there are too many.</summary>
    public static async Task<IReadOnlyList<HeldFile>?> Find(NpgsqlConnection connection, Guid unit, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0) return [];
        if (ids.Count > Most) return null;
        var found = new Dictionary<Guid, HeldFile>();
        await using var select = new NpgsqlCommand("select id, kind, sha256 from grants.file where id = any($1) and unit_id = $2", connection)
        {
            Parameters = { new() { Value = ids.ToArray() }, new() { Value = unit } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) found[row.GetGuid(0)] = new(row.GetGuid(0), row.GetString(1), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)));
        return ids.Distinct().All(found.ContainsKey) ? [.. ids.Distinct().Select(id => found[id])] : null;
    }
}
