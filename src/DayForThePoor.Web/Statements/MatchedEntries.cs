using DayForThePoor.Core;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>What a line of the bank's statement stands for is not taken back while the line says that it happened.</summary>
internal sealed class MatchedEntries : IReversalGuard
{
    public async Task<Refusal?> WhyNot(NpgsqlConnection connection, Guid stream, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(
            "select to_char(min(l.value_date), 'DD/MM/YYYY') from statements.live_link t join statements.line l on l.id = t.line_id where t.item_id = $1", connection)
        {
            Parameters = { new() { Value = stream } },
        };
        return await query.ExecuteScalarAsync(cancellation) is string day ? Refusal.Conflict("statement.entry_matched", null, day) : null;
    }
}
