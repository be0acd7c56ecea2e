using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Reads the rules of a unit.</summary>
public sealed class MatchRules(Sessions sessions)
{
    private const string Columns =
        "id, unit_id, position, name, account_id, side, memo_words, counterparty_words, least, most, kind, role, fund_id, campaign_id, acts_alone, lost_right_at is not null";

    /// <summary>Those in force, in their order.</summary>
    public async Task<IReadOnlyList<MatchRule>> InForce(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        return await InForce(connection, unit, cancellation);
    }

    internal static async Task<IReadOnlyList<MatchRule>> InForce(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {Columns} from statements.rule where unit_id = $1 and retired_at is null order by position, made_at, id", connection)
        {
            Parameters = { new() { Value = unit } },
        };
        List<MatchRule> rules = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            T? Value<T>(int at) where T : struct => row.IsDBNull(at) ? null : row.GetFieldValue<T>(at);
            rules.Add(new MatchRule(
                row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetString(3), Value<Guid>(4), row.GetString(5) == "C" ? Side.Credit : Side.Debit,
                row.GetFieldValue<string[]>(6), row.GetFieldValue<string[]>(7), Value<long>(8), Value<long>(9),
                new MatchTarget(row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11), Value<Guid>(12), Value<Guid>(13)),
                row.GetBoolean(14), row.GetBoolean(15)));
        }
        return rules;
    }
}
