using DayForThePoor.Core.HandOvers;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Everything that stands in a fund's book, read in the caller's transaction.</summary>
/// <param name="LastEntry">Latest document date; null for an empty book.</param>
public sealed record FundBalances(IReadOnlyList<Holding> Holdings, IReadOnlyList<EarmarkLeft> Earmarks, DateOnly? LastEntry)
{
    public long Total => Holdings.Sum(h => h.Balance);

    /// <param name="closingOn">Only what is dated up to this day; null for everything.</param>
    public static async Task<FundBalances> Read(NpgsqlConnection connection, Guid fund, DateOnly? closingOn, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    select p.role, p.account_id, p.counter_fund_id, p.beneficiary_id, sum(case p.side when 'D' then p.amount else -p.amount end)::bigint
                    from ledger.entry e join ledger.posting p on p.entry_id = e.id
                    where e.fund_id = $1 and ($2::date is null or e.document_date <= $2) and p.role = any($3)
                    group by 1, 2, 3, 4 having sum(case p.side when 'D' then p.amount else -p.amount end) <> 0
                    order by array_position($3, p.role), p.account_id, p.counter_fund_id, p.beneficiary_id
                    """) { Parameters = { new() { Value = fund }, Day(closingOn), new() { Value = Holding.Roles.ToArray() } } },
                new("""
                    select p.earmark_id, sum(case p.side when 'C' then p.amount else -p.amount end)::bigint,
                      exists (select from ledger.posting g where g.entry_id = p.entry_id and g.role = 'goods')
                    from ledger.entry e join ledger.posting p on p.entry_id = e.id
                    where e.fund_id = $1 and ($2::date is null or e.document_date <= $2) and p.earmark_id is not null and p.role <> all($3)
                    group by 1, 3 having sum(case p.side when 'C' then p.amount else -p.amount end) > 0 order by 1, 3
                    """) { Parameters = { new() { Value = fund }, Day(closingOn), new() { Value = Holding.Roles.ToArray() } } },
                new("select max(document_date) from ledger.entry where fund_id = $1") { Parameters = { new() { Value = fund } } },
            },
        };
        List<Holding> holdings = [];
        List<EarmarkLeft> earmarks = [];
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) holdings.Add(new(row.GetString(0), Id(row, 1), Id(row, 2), Id(row, 3), row.GetInt64(4)));
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) earmarks.Add(new(row.GetGuid(0), row.GetInt64(1), row.GetBoolean(2)));
        await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new(holdings, earmarks, row.IsDBNull(0) ? null : row.GetFieldValue<DateOnly>(0));
    }

    private static NpgsqlParameter Day(DateOnly? day) => new() { Value = (object?)day ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date };

    private static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);
}
