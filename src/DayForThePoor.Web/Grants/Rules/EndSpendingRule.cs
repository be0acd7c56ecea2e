using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Rules;

/// <summary>Say until when a rule stands, or take back one that has not begun. Grants that were made under it keep it.</summary>
/// <param name="LastDay">Yesterday or later: what was decided in the meantime went by the rule. Null: take it back.</param>
public sealed record EndSpendingRule(Actor By, Guid UnitId, Guid RuleId, DateOnly? LastDay) : IUnitMessage
{
    public Permission Needs => Permission.SetSpendingRules;
}

public static class EndSpendingRuleHandler
{
    public static async Task<Outcome<bool>> Handle(EndSpendingRule command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await SpendingRules.ById(connection, command.RuleId, cancellation) is not { } rule || rule.UnitId != command.UnitId) return AccessPolicy.OtherUnit;

        if (command.LastDay is not { } last)
            return rule.ValidFrom > today && await Change(connection, command, "taken_back = true", clock, cancellation) ? true : Refusal.Conflict("spending_rule.has_begun", "lastDay");
        if (last < rule.ValidFrom) return Refusal.Invalid("spending_rule.end_before_begin", "lastDay");
        if (last < today.AddDays(-1)) return Refusal.Invalid("spending_rule.end_past", "lastDay", VietnamTime.Text(today));
        try
        {
            return await Change(connection, command, "valid_to = $5", clock, cancellation) ? true : Refusal.Conflict("spending_rule.ended", "lastDay");
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            return Refusal.Conflict("spending_rule.next_begins", "lastDay");
        }
    }

    /// <summary>An end that has passed is history; one that lies ahead can still be moved.</summary>
    private static async Task<bool> Change(NpgsqlConnection connection, EndSpendingRule command, string set, TimeProvider clock, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand($"""
            update grants.rule set {set}, ended_at = $2, ended_by = $3 where id = $1 and not taken_back and (valid_to is null or valid_to >= $4)
            """, connection)
        {
            Parameters = { new() { Value = command.RuleId }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = VietnamTime.TodayIn(clock).AddDays(-1) } },
        };
        if (command.LastDay is { } last) update.Parameters.Add(new() { Value = last });
        return await update.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
