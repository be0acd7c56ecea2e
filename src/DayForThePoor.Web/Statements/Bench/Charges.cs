using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>Bank charges that gifts bore until running costs make them good ("Chờ bù từ kinh phí hoạt động").</summary>
public sealed class Charges(Sessions sessions)
{
    /// <summary>Đồng over all charges of the unit less what was made good; 0: nothing is left.</summary>
    public async Task<long> ToMakeGood(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("""
            select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint
            from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1 and p.role = 'bank_charges'
            """, connection) { Parameters = { new() { Value = unit } } };
        return (long)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
