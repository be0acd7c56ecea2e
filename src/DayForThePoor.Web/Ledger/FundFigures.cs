using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>What a fund holds now, in đồng.</summary>
/// <param name="Cash">Tồn quỹ tiền mặt.</param>
/// <param name="InTransit">Tiền đang chuyển: announced or paid in, not yet seen on a statement.</param>
public sealed record FundHolds(Fund Fund, long Cash, long InTransit);

/// <summary>Today's figures of funds, for the first page and beside forms.</summary>
public sealed class FundFigures(Sessions sessions, IRegistry registry)
{
    public async Task<IReadOnlyList<FundHolds>> Of(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var funds = known.Funds.Values.Where(fund => units.Contains(fund.UnitId) && fund.HandedOverOn is null).ToList();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand("""
            select e.fund_id,
              coalesce(sum(case p.side when 'D' then p.amount else -p.amount end) filter (where p.role = $2), 0)::bigint,
              coalesce(sum(case p.side when 'D' then p.amount else -p.amount end) filter (where p.role = $3), 0)::bigint
            from ledger.entry e join ledger.posting p on p.entry_id = e.id
            where e.fund_id = any($1) and p.role in ($2, $3) group by 1
            """, connection)
        {
            Parameters = { new() { Value = funds.Select(fund => fund.Id).ToArray() }, new() { Value = Roles.Cash }, new() { Value = Roles.InTransit } },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        Dictionary<Guid, (long Cash, long InTransit)> held = [];
        while (await reader.ReadAsync(cancellation)) held[reader.GetGuid(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        return
        [
            .. funds.OrderBy(fund => known.UnitsNow[fund.UnitId].Code, StringComparer.Ordinal)
                .ThenByDescending(fund => fund.Kind, StringComparer.Ordinal) // VNN stands before CT
                .Select(fund => new FundHolds(fund, held.GetValueOrDefault(fund.Id).Cash, held.GetValueOrDefault(fund.Id).InTransit)),
        ];
    }
}
