using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>The months (kỳ kế toán) of units, as rows that every posting transaction shares and a closing takes alone.</summary>
public static class PeriodLock
{
    public static DateOnly MonthOf(DateOnly date) => new(date.Year, date.Month, 1);

    /// <summary>Locks the months of the dates against closing until the commit, and tells which are closed already.</summary>
    /// <returns>Unit and first day of each closed month.</returns>
    public static async Task<IReadOnlySet<(Guid Unit, DateOnly Month)>> Take(NpgsqlConnection connection, IEnumerable<(Guid Unit, DateOnly Date)> dates)
    {
        var months = Months(dates);
        var closed = new HashSet<(Guid, DateOnly)>();
        var found = 0;
        await using (var select = new NpgsqlCommand("""
            select p.unit_id, p.month, p.closed_at is not null
            from ledger.period p join unnest($1::uuid[], $2::date[]) m(unit_id, month) using (unit_id, month)
            order by p.unit_id, p.month for share of p
            """, connection) { Parameters = { Units(months), Firsts(months) } })
        await using (var reader = await select.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                found++;
                if (reader.GetBoolean(2)) closed.Add((reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1)));
            }
        }
        if (found == months.Length) return closed;

        await Insert(connection, months);
        return await Take(connection, dates);
    }

    /// <summary>
    /// Makes the rows of the months, where they are missing. A long transaction calls this before it begins: a month's
    /// first row that waits for a commit would make every other voucher of the month wait too.
    /// </summary>
    public static Task Prepare(NpgsqlConnection connection, IEnumerable<(Guid Unit, DateOnly Date)> dates) => Insert(connection, Months(dates));

    private static async Task Insert(NpgsqlConnection connection, (Guid, DateOnly)[] months)
    {
        await using var insert = new NpgsqlCommand(
            "insert into ledger.period (unit_id, month) select * from unnest($1::uuid[], $2::date[]) order by 1, 2 on conflict do nothing",
            connection)
        { Parameters = { Units(months), Firsts(months) } };
        await insert.ExecuteNonQueryAsync();
    }

    private static (Guid Unit, DateOnly Month)[] Months(IEnumerable<(Guid Unit, DateOnly Date)> dates) =>
        [.. dates.Select(d => (d.Unit, MonthOf(d.Date))).Distinct().Order()];

    private static NpgsqlParameter Units((Guid Unit, DateOnly)[] months) => new() { Value = months.Select(m => m.Unit).ToArray() };

    private static NpgsqlParameter Firsts((Guid, DateOnly Month)[] months) => new() { Value = months.Select(m => m.Month).ToArray() };
}
