using DayForThePoor.Core.Money;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Grants of the fund that are neither closed nor ended: requests under way and decisions not carried out. By the code of the
/// household, without its name.</summary>
public sealed class OpenGrants : IOpenCases
{
    public async Task<IReadOnlyList<string>> Of(NpgsqlConnection connection, Fund fund, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand($"""
            select h.code, s.approved is not null, coalesce(s.approved, s.proposed, s.wished, 0)
            from grants.support s join households.household h on h.id = s.household_id
            where s.fund_id = $1 and s.state not in ('closed', 'rejected', 'withdrawn') order by s.requested_on, h.code limit {HandOverRules.MostLines}
            """, connection) { Parameters = { new() { Value = fund.Id } } };
        List<string> open = [];
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            open.Add(HandOverTexts.OnPaper(row.GetBoolean(1) ? "Paper.Case.approved" : "Paper.Case.asked", row.GetString(0), MoneyText.Format(new Vnd(row.GetInt64(2)))));
        return open;
    }
}
