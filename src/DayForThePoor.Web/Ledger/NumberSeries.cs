using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Voucher and receipt numbers without gaps: one counter row for each fund, year and kind, held until the commit. Whoever
/// takes numbers takes them all at once, so that every transaction locks the rows in one order.
/// </summary>
public static class NumberSeries
{
    /// <summary>
    /// Locks every series of funds whose last voucher is being written: whoever has a number of theirs commits first. Before
    /// <see cref="Take"/>, so that the rows are locked in one order.
    /// </summary>
    public static async Task Hold(NpgsqlConnection connection, IReadOnlyList<Guid> funds)
    {
        if (funds.Count == 0) return;
        await using var hold = new NpgsqlCommand(
            "select 1 from ledger.series where fund_id = any($1) order by fund_id, year, kind collate \"C\" for update", connection)
        {
            Parameters = { new() { Value = funds.ToArray() } },
        };
        await hold.ExecuteNonQueryAsync();
    }

    /// <returns>One number for each need, in their order.</returns>
    /// <exception cref="VoucherAfterHandOver">One of the funds takes no voucher any more.</exception>
    public static async Task<IReadOnlyList<int>> Take(NpgsqlConnection connection, IReadOnlyList<NumberNeed> needs)
    {
        if (needs.Count == 0) return [];
        var series = needs
            .GroupBy(n => (n.FundId, n.Year, n.Kind))
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, Count: g.Count(), Last: g.Max(n => n.Date)))
            .ToArray();
        await using var take = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    insert into ledger.series as s (fund_id, year, kind, last_number, last_date)
                    select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::int[], $5::date[])
                    on conflict (fund_id, year, kind) do update
                      set last_number = s.last_number + excluded.last_number, last_date = greatest(s.last_date, excluded.last_date)
                    returning fund_id, year, kind, last_number
                    """)
                {
                    Parameters =
                    {
                        new() { Value = series.Select(s => s.Key.FundId).ToArray() },
                        new() { Value = series.Select(s => checked((short)s.Key.Year)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint },
                        new() { Value = series.Select(s => s.Key.Kind).ToArray() },
                        new() { Value = series.Select(s => s.Count).ToArray() },
                        new() { Value = series.Select(s => s.Last).ToArray() },
                    },
                },
                // A snapshot of its own: sees a hand-over that the rows above waited for.
                new("select code, handed_over_on from ledger.fund where id = any($1) and handed_over_on is not null")
                {
                    Parameters = { new() { Value = series.Select(s => s.Key.FundId).Distinct().ToArray() } },
                },
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
            await reader.NextResultAsync();
            if (await reader.ReadAsync()) throw new VoucherAfterHandOver(reader.GetString(0), reader.GetFieldValue<DateOnly>(1));
        }
        return [.. needs.Select(n => next[(n.FundId, n.Year, n.Kind)]++)];
    }
}
