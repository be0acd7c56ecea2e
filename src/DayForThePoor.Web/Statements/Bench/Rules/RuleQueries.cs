using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>Reads the rules that stand.</summary>
public sealed class RuleQueries(Sessions sessions)
{
    /// <summary>In the order in which they are asked.</summary>
    public async Task<IReadOnlyList<RuleRow>> Of(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("""
            select r.id, r.unit_id, r.position, r.name, r.account_id, r.side, r.memo_words, r.counterparty_words, r.least, r.most,
              r.kind, r.role, r.fund_id, r.campaign_id, r.acts_alone, r.lost_right_at, r.made_at,
              (select coalesce(sum(m.line_count - m.released_count), 0)::bigint from statements.match m where m.rule_id = r.id)
            from statements.rule r where r.unit_id = $1 and r.retired_at is null order by r.position
            """, connection) { Parameters = { new() { Value = unit } } };
        List<RuleRow> rules = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) rules.Add(Read(row));
        return rules;
    }

    internal static async Task<bool> Stands(NpgsqlConnection connection, Guid unit, Guid rule, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select exists (select from statements.rule where id = $2 and unit_id = $1 and retired_at is null)", connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = rule } },
        };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    private static RuleRow Read(NpgsqlDataReader row)
    {
        DateTimeOffset? lost = row.IsDBNull(15) ? null : row.GetFieldValue<DateTimeOffset>(15);
        var rule = new MatchRule(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetString(3), Id(row, 4), row.GetString(5) == "C" ? Side.Credit : Side.Debit,
            row.GetFieldValue<string[]>(6), row.GetFieldValue<string[]>(7), row.IsDBNull(8) ? null : row.GetInt64(8), row.IsDBNull(9) ? null : row.GetInt64(9),
            new MatchTarget(row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11), Id(row, 12), Id(row, 13)), row.GetBoolean(14), lost is not null);
        return new RuleRow(rule, lost, row.GetFieldValue<DateTimeOffset>(16), row.GetInt64(17));
    }

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
