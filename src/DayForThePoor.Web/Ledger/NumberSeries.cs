using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Voucher and receipt numbers without gaps: one counter row for each fund, year and kind, held until the commit. Whoever
/// takes numbers takes them all at once, so that every transaction locks the rows in one order.
/// </summary>
public static class NumberSeries
{
    /// <returns>One number for each need, in their order.</returns>
    public static async Task<IReadOnlyList<int>> Take(NpgsqlConnection connection, IReadOnlyList<NumberNeed> needs)
    {
        if (needs.Count == 0) return [];
        var series = needs
            .GroupBy(n => (n.FundId, n.Year, n.Kind))
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, Count: g.Count(), Last: g.Max(n => n.Date)))
            .ToArray();
        await using var take = new NpgsqlCommand("""
            insert into ledger.series as s (fund_id, year, kind, last_number, last_date)
            select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::int[], $5::date[])
            on conflict (fund_id, year, kind) do update
              set last_number = s.last_number + excluded.last_number, last_date = greatest(s.last_date, excluded.last_date)
            returning fund_id, year, kind, last_number
            """, connection)
        {
            Parameters =
            {
                new() { Value = series.Select(s => s.Key.FundId).ToArray() },
                new() { Value = series.Select(s => checked((short)s.Key.Year)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint },
                new() { Value = series.Select(s => s.Key.Kind).ToArray() },
                new() { Value = series.Select(s => s.Count).ToArray() },
                new() { Value = series.Select(s => s.Last).ToArray() },
            },
        };
        var next = new Dictionary<(Guid, int, string), int>(series.Length);
        await using (var reader = await take.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var key = (reader.GetGuid(0), (int)reader.GetInt16(1), reader.GetString(2));
                next[key] = reader.GetInt32(3) - series.Single(s => s.Key == key).Count + 1;
            }
        }
        return [.. needs.Select(n => next[(n.FundId, n.Year, n.Kind)]++)];
    }
}
