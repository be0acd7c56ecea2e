using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>An approved grant of which something is left to pay, to choose for a settlement.</summary>
/// <param name="LeftVnd">Đồng that no live payment takes.</param>
public sealed record PayableGrant(Guid Id, string Purpose, string Household, string Head, long LeftVnd);

/// <summary>Approved grants of a fund with what is left of each.</summary>
public sealed class PayableGrantList(Sessions sessions)
{
    /// <summary>More do not fit a settlement on paper.</summary>
    private const int Most = 500;

    public async Task<IReadOnlyList<PayableGrant>> Of(Guid unit, Guid fund, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand($"""
            select * from (
              select s.id, s.purpose, h.code, h.head_name, h.given, (s.approved - coalesce(o.ordered, 0))::bigint as left_vnd
              from grants.support s join households.household h on h.id = s.household_id left join payments.of_support o on o.support_id = s.id
              where s.unit_id = $1 and s.fund_id = $2 and s.state = 'approved') open
            where left_vnd > 0 order by given collate "vi-x-icu", head_name collate "vi-x-icu", purpose limit {Most}
            """, connection) { Parameters = { new() { Value = unit }, new() { Value = fund } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<PayableGrant> grants = [];
        while (await row.ReadAsync(cancellation)) grants.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(5)));
        return grants;
    }
}
