using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Rules;

/// <summary>Tries a rule on what a unit granted in the twelve months before today. Reads only.</summary>
public sealed class RuleTrials(Sessions sessions, SpendingRules rules, TimeProvider clock)
{
    public async Task<RuleTrial> Of(DatedRule rule, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        await using var connection = await sessions.Connect(rule.UnitId, cancellation);
        List<(Guid Id, DateOnly On, long Amount, Guid? Under)> past = [];
        await using (var select = new NpgsqlCommand("""
            select id, approved_at, approved, rule_id from grants.support
            where unit_id = $1 and purpose = $2 and approved is not null and approved_at >= $3 and approved_at < $4 and state not in ('rejected', 'withdrawn')
            """, connection)
        {
            Parameters = { new() { Value = rule.UnitId }, new() { Value = rule.Purpose }, new() { Value = Midnight(today.AddYears(-1)) }, new() { Value = Midnight(today.AddDays(1)) } },
        })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
                past.Add((row.GetGuid(0), VietnamTime.DateOf(row.GetFieldValue<DateTimeOffset>(1)), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetGuid(3)));
        }
        Dictionary<Guid, SpendingRule> kept = [];
        foreach (var id in past.Select(grant => grant.Under).OfType<Guid>().Distinct())
            kept[id] = await rules.Kept(id, rule.Purpose, cancellation);
        var shipped = SpendingRule.Default(rule.Purpose);
        return RuleTrial.Of(rule.Terms, [.. past.Select(grant => new PastGrant(grant.Id, grant.On, grant.Amount, grant.Under is { } under ? kept[under] : shipped))]);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), VietnamTime.Offset).ToUniversalTime();
}
