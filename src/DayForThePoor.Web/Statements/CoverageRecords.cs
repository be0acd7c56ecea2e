using DayForThePoor.Core.Statements;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements;

/// <summary>Writes what a file said of a bank day: <c>statements.file_day</c> and <c>statements.file_gap</c>.</summary>
internal static class CoverageRecords
{
    /// <summary>Gaps kept of one file; a bank that gives a wrong balance on every row says nothing by repeating it.</summary>
    private const int MostGaps = 100;

    /// <summary>In the transaction of the day. The same import after a stop finds its row and leaves it: the first time counted what was new.</summary>
    public static async Task Add(NpgsqlConnection connection, Guid import, Guid account, NewOnDay added, CancellationToken cancellation)
    {
        var day = added.Day;
        await using var insert = new NpgsqlCommand(
            "insert into statements.file_day values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing", connection)
        {
            Parameters =
            {
                new() { Value = import },
                new() { Value = account },
                new() { Value = day.Day },
                new() { Value = day.Lines },
                new() { Value = day.Credits },
                new() { Value = day.Debits },
                new() { Value = (object?)day.Opening ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = (object?)day.Closing ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = day.IsBound },
                new() { Value = added.Lines },
                new() { Value = added.Credits },
                new() { Value = added.Debits },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task Add(NpgsqlConnection connection, Guid import, Guid account, IReadOnlyList<BalanceGap> gaps, CancellationToken cancellation)
    {
        if (gaps.Count == 0) return;
        var kept = gaps.Take(MostGaps).ToList();
        await using var insert = new NpgsqlCommand("""
            insert into statements.file_gap (import_id, account_id, file_row, from_day, to_day, expected, found)
            select $1, $2, * from unnest($3::int[], $4::date[], $5::date[], $6::bigint[], $7::bigint[]) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = import },
                new() { Value = account },
                new() { Value = kept.Select(g => g.Row).ToArray() },
                new() { Value = kept.Select(g => g.From).ToArray() },
                new() { Value = kept.Select(g => g.To).ToArray() },
                new() { Value = kept.Select(g => g.Expected).ToArray() },
                new() { Value = kept.Select(g => g.Found).ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
