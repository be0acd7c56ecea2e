using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Rules;

/// <summary>Lay down a rule. The same key lays it down once.</summary>
public sealed record SetSpendingRule(Actor By, Guid UnitId, string Key, SpendingRuleForm Form) : IUnitMessage
{
    public Permission Needs => Permission.SetSpendingRules;
}

public static class SetSpendingRuleHandler
{
    public static async Task<Outcome<DatedRule>> Handle(
        SetSpendingRule command, SpendingRules rules, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = SpendingRuleChecks.Check(command.Form, command.UnitId);
        if (!outcome.TryGet(out var rule)) return outcome;
        var today = VietnamTime.TodayIn(clock);
        if (command.Form.EndsPrevious && rule.ValidFrom < today) return Refusal.Invalid("spending_rule.end_past", "validFrom", VietnamTime.Text(today));
        var id = Ids.Of("spending-rule", command.UnitId, command.Key);
        rule = rule with { Terms = rule.Terms with { Id = id } };

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await SpendingRules.ById(connection, id, cancellation) is { } known) return Again(known, rule);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (command.Form.EndsPrevious) await EndPrevious(connection, rule, command.By, clock, cancellation);
            await Insert(connection, rule, command.By, clock, cancellation);
            await transaction.CommitAsync(cancellation);
            return rule;
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
        {
            // Rules that exclude each other and arrive at once wait for each other; PostgreSQL ends all but one as a deadlock.
            // The row itself says what stands in the way, also when a racing request put it there a moment ago.
            if (await SpendingRules.ById(connection, id, cancellation) is { } twin) return Again(twin, rule);
            var beside = await rules.InTheWay(rule, command.Form.EndsPrevious, cancellation);
            return beside is null ? Refusal.Conflict("spending_rule.try_again", "validFrom") : Overlap(beside);
        }
    }

    /// <summary>Why a rule cannot be laid down beside one that stands.</summary>
    public static Refusal Overlap(DatedRule beside) => beside.ValidTo is { } last
        ? Refusal.Conflict("spending_rule.overlaps", "validFrom", beside.Terms.Decision, VietnamTime.Text(beside.ValidFrom), VietnamTime.Text(last))
        : Refusal.Conflict("spending_rule.overlaps_open", "validFrom", beside.Terms.Decision, VietnamTime.Text(beside.ValidFrom));

    /// <summary>An end that was said since does not make it another rule.</summary>
    private static Outcome<DatedRule> Again(DatedRule known, DatedRule asked) => known.SaysTheSame(asked) ? known : Refusal.Conflict("spending_rule.key_reused");

    private static async Task EndPrevious(NpgsqlConnection connection, DatedRule rule, Actor by, TimeProvider clock, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("""
            update grants.rule set valid_to = $3::date - 1, ended_at = $4, ended_by = $5
            where unit_id = $1 and purpose = $2 and not taken_back and valid_to is null and valid_from < $3
            """, connection)
        {
            Parameters =
            {
                new() { Value = rule.UnitId }, new() { Value = rule.Purpose }, new() { Value = rule.ValidFrom },
                new() { Value = clock.GetUtcNow() }, new() { Value = by.PersonId },
            },
        };
        await update.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Insert(NpgsqlConnection connection, DatedRule rule, Actor by, TimeProvider clock, CancellationToken cancellation)
    {
        var terms = rule.Terms;
        await using var insert = new NpgsqlCommand("""
            insert into grants.rule (id, unit_id, purpose, decision, valid_from, valid_to, ceiling, step_from, step_signatures, skip_meeting, skip_posting,
              short_allowed, posting_days, full_file_over, overlap_months, once_in_years, made_at, made_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """, connection)
        {
            Parameters =
            {
                new() { Value = terms.Id!.Value }, new() { Value = rule.UnitId }, new() { Value = rule.Purpose }, new() { Value = terms.Decision },
                new() { Value = rule.ValidFrom }, OrNull(rule.ValidTo, NpgsqlDbType.Date), OrNull(terms.CeilingVnd, NpgsqlDbType.Bigint),
                new() { Value = terms.Steps.Select(step => step.FromVnd).ToArray() }, new() { Value = terms.Steps.Select(step => step.Signatures).ToArray() },
                new() { Value = !terms.NeedsMeeting }, new() { Value = !terms.NeedsPosting }, new() { Value = terms.ShortAllowed }, new() { Value = terms.PostingDays },
                new() { Value = terms.FullFileOverVnd }, new() { Value = terms.OverlapMonths }, OrNull(terms.OnceInYears, NpgsqlDbType.Integer),
                new() { Value = clock.GetUtcNow() }, new() { Value = by.PersonId },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
