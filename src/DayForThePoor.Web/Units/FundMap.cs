using DayForThePoor.Core.HandOvers;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Units;

/// <summary>On which map a report that sums over units is asked.</summary>
public enum UnitsAsOf
{
    /// <summary>As it was then: every voucher under the unit that wrote it.</summary>
    Then,

    /// <summary>On today's map: what units wrote that have ended, under those who took over.</summary>
    Now,
}

/// <summary>
/// For whom a fund's history counts today. By hand-over minutes in the shares that they set; without minutes wholly for the
/// only successor of a unit that has ended; else for itself. Both maps hold the same money.
/// </summary>
/// <param name="Known">Of the moment at which the map was read.</param>
public sealed record FundSuccession(RegistrySnapshot Known, Succession Funds)
{
    /// <summary>Funds whose money the units' reports hold on either map.</summary>
    public IReadOnlyList<Fund> FundsOf(IReadOnlySet<Guid> units) =>
        [.. Known.Funds.Values.Where(fund => units.Contains(fund.UnitId) || Funds.Heirs(fund.Id).Any(heir => units.Contains(Known.Funds[heir].UnitId))).OrderBy(fund => fund.Code, StringComparer.Ordinal)];

    /// <summary>The heirs of a fund with their weights in the whole; itself with 1 when it stands.</summary>
    public IReadOnlyList<Heir> HeirsOf(Guid fund) => [.. Funds.Attribute(fund, Whole).Select(part => new Heir(part.Key, part.Value))];

    /// <summary>Fine enough that no đồng of any book is lost by it, and small enough to multiply.</summary>
    private const long Whole = 1_000_000_000_000_000;
}

/// <summary>Reads who took over from whom.</summary>
public sealed class FundMap(Sessions sessions, IRegistry registry, TimeProvider clock)
{
    public async Task<FundSuccession> Read(CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var today = VietnamTime.TodayIn(clock);
        var heirs = new Dictionary<Guid, IReadOnlyList<Heir>>();
        var successors = new List<(Guid Unit, Guid Successor)>();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select fund_id, receiver_id, weight from ledger.fund_share order by fund_id, receiver_id"),
                new("select unit_id, successor_id from dftp.unit_successor where unit_id = any($1)")
                {
                    Parameters = { new() { Value = known.Funds.Values.Select(f => f.UnitId).Distinct().ToArray() } },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            heirs[row.GetGuid(0)] = [.. heirs.GetValueOrDefault(row.GetGuid(0)) ?? [], new Heir(row.GetGuid(1), row.GetInt64(2))];
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) successors.Add((row.GetGuid(0), row.GetGuid(1)));

        var byUnit = successors.ToLookup(s => s.Unit, s => s.Successor);
        foreach (var fund in known.Funds.Values.Where(f => !heirs.ContainsKey(f.Id) && !known.UnitsNow[f.UnitId].StandsOn(today)))
            if (byUnit[fund.UnitId].ToList() is [var only] && known.Funds.Values.FirstOrDefault(f => f.UnitId == only && f.Kind == fund.Kind) is { } next)
                heirs[fund.Id] = [new Heir(next.Id, 1)];
        return new FundSuccession(known, new Succession(heirs));
    }
}
