using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Gifts for pledges against what pledges say they received, and both against the income that the ledger keeps under the pledge's id.</summary>
public sealed class PledgedMoneyChecks : ILedgerCheckPart
{
    /// <summary>A gift that stands and the parts of its pledge are not the same money, or parts are of a gift that does not stand.</summary>
    public const string PartsDiffer = "pledge_parts_differ";

    /// <summary>Income under the pledge's id is not the sum of its gifts.</summary>
    public const string IncomeDiffers = "pledge_income_differs";

    private const string Parts = """
        select coalesce(g.id, r.gift_id), coalesce(g.pledge_id::text, '') || ' ' || coalesce(g.amount, 0), coalesce(r.pledge_id::text, '') || ' ' || coalesce(r.amount, 0)
        from (select id, pledge_id, amount from dftp.gift where pledge_id is not null and status = 'recorded') g
        full join (select gift_id, pledge_id, sum(amount)::bigint as amount from sponsorships.received_part group by 1, 2) r on r.gift_id = g.id
        where (g.pledge_id, g.amount) is distinct from (r.pledge_id, r.amount)
        """;

    private const string Income = """
        select p.id, p.received::text, coalesce(l.income, 0)::text from sponsorships.pledge p left join (
          select m.earmark_id, sum(case m.side when 'C' then m.amount else -m.amount end) as income from ledger.posting m join ledger.entry e on e.id = m.entry_id
          where m.role = 'income_gifts' and m.earmark_id is not null and e.source in ('donation_recorded', 'donation_reversed') group by 1) l on l.earmark_id = p.id
        where p.received <> coalesce(l.income, 0)
        """;

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await Each(connection, differences, PartsDiffer, Parts, cancellation);
        await Each(connection, differences, IncomeDiffers, Income, cancellation);
    }

    private static async Task Each(NpgsqlConnection connection, Differences differences, string code, string sql, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) differences.Add(code, row.GetGuid(0), row.GetString(1), row.GetString(2));
    }
}
