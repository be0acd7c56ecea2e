using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>Writes rows of <c>statements.rule</c> and moves them in their order. Whoever changes a unit's rules holds their lock.</summary>
internal static class RuleRows
{
    /// <summary>So that two people who change the order do not give two rules one place.</summary>
    public static async Task Lock(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var locking = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('rules:' || $1::text, 0))", connection)
        {
            Parameters = { new() { Value = unit } },
        };
        await locking.ExecuteNonQueryAsync(cancellation);
    }

    /// <param name="position">Null: behind the last.</param>
    /// <returns>False: a row of this id exists; the same request came before.</returns>
    public static async Task<bool> Add(
        NpgsqlConnection connection, Guid id, Guid unit, MatchRule rule, int? position, DateTimeOffset at, Guid by, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into statements.rule (id, unit_id, position, name, account_id, side, memo_words, counterparty_words, least, most,
              kind, role, fund_id, campaign_id, acts_alone, made_at, made_by)
            values ($1, $2, coalesce($3, (select coalesce(max(position), 0) + 1 from statements.rule where unit_id = $2 and retired_at is null)),
              $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            on conflict (id) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = unit }, OrNull(position, NpgsqlDbType.Integer), new() { Value = rule.Name },
                OrNull(rule.AccountId, NpgsqlDbType.Uuid), new() { Value = rule.Side == Side.Credit ? "C" : "D" },
                new() { Value = rule.MemoWords.ToArray() }, new() { Value = rule.CounterpartyWords.ToArray() },
                OrNull(rule.Least, NpgsqlDbType.Bigint), OrNull(rule.Most, NpgsqlDbType.Bigint),
                new() { Value = rule.Target.Kind }, OrNull(rule.Target.Role, NpgsqlDbType.Text),
                OrNull(rule.Target.FundId, NpgsqlDbType.Uuid), OrNull(rule.Target.CampaignId, NpgsqlDbType.Uuid),
                new() { Value = rule.ActsAlone }, new() { Value = at.ToUniversalTime() }, new() { Value = by },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <returns>The place that the rule had; null when there is no such rule any more.</returns>
    public static async Task<int?> Retire(NpgsqlConnection connection, Guid unit, Guid rule, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            "update statements.rule set retired_at = $3 where id = $2 and unit_id = $1 and retired_at is null returning position", connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = rule }, new() { Value = at.ToUniversalTime() } },
        };
        return (int?)await update.ExecuteScalarAsync(cancellation);
    }

    private static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
