using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>Put another rule in the place of one: the old one retires, so that the reason of its matches stays what it was.</summary>
public sealed record ChangeRule(Actor By, Guid UnitId, string Key, Guid RuleId, RuleForm Form) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>End a rule. What it matched stays matched.</summary>
public sealed record RetireRule(Actor By, Guid UnitId, Guid RuleId) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>Move a rule one place up or down; the first that fits a line is the one that counts.</summary>
public sealed record MoveRule(Actor By, Guid UnitId, Guid RuleId, bool Up) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>Let a rule act alone, or let it only propose. Giving the right back forgets how it was lost.</summary>
public sealed record LetRuleAct(Actor By, Guid UnitId, Guid RuleId, bool Alone) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <param name="Id">The rule that stands now.</param>
public sealed record RuleChanged(Guid Id);

public static class ChangeRuleHandler
{
    public static async Task<Outcome<RuleChanged>> Handle(ChangeRule command, IRegistry registry, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = RuleChecks.Check(command.Form, command.UnitId, await registry.Current(cancellation));
        if (!outcome.TryGet(out var rule)) return new(outcome.Refusals);

        var id = Ids.Of("statement-rule-change", command.UnitId, command.Key);
        var now = clock.GetUtcNow();
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RuleRows.Lock(connection, command.UnitId, cancellation);
        if (await RuleRows.Retire(connection, command.UnitId, command.RuleId, now, cancellation) is { } position)
            await RuleRows.Add(connection, id, command.UnitId, rule, position, now, command.By.PersonId, cancellation);
        else if (!await RuleQueries.Stands(connection, command.UnitId, id, cancellation))
            return Refusal.Conflict("rule.gone");
        await transaction.CommitAsync(cancellation);
        return new RuleChanged(id);
    }
}

public static class RetireRuleHandler
{
    public static async Task<Outcome<RuleChanged>> Handle(RetireRule command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        return await RuleRows.Retire(connection, command.UnitId, command.RuleId, clock.GetUtcNow(), cancellation) is null
            ? Refusal.Conflict("rule.gone")
            : new RuleChanged(command.RuleId);
    }
}

public static class MoveRuleHandler
{
    public static async Task<Outcome<RuleChanged>> Handle(MoveRule command, Sessions sessions, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RuleRows.Lock(connection, command.UnitId, cancellation);
        if (!await RuleQueries.Stands(connection, command.UnitId, command.RuleId, cancellation)) return Refusal.Conflict("rule.gone");
        // The two change places; at the end of the list there is no neighbour and nothing happens.
        await using var swap = new Npgsql.NpgsqlCommand($"""
            with moved as (select id, position from statements.rule where id = $2),
            neighbour as (
              select r.id, r.position from statements.rule r, moved m
              where r.unit_id = $1 and r.retired_at is null and r.position {(command.Up ? "<" : ">")} m.position
              order by r.position {(command.Up ? "desc" : "asc")} limit 1)
            update statements.rule r set position = case r.id when m.id then n.position else m.position end
            from moved m, neighbour n where r.id in (m.id, n.id)
            """, connection) { Parameters = { new() { Value = command.UnitId }, new() { Value = command.RuleId } } };
        await swap.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new RuleChanged(command.RuleId);
    }
}

public static class LetRuleActHandler
{
    public static async Task<Outcome<RuleChanged>> Handle(LetRuleAct command, Sessions sessions, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new Npgsql.NpgsqlCommand("""
            update statements.rule set acts_alone = $3, lost_right_at = case when $3 then null else lost_right_at end
            where id = $2 and unit_id = $1 and retired_at is null and (not $3 or cardinality(memo_words) + cardinality(counterparty_words) > 0)
            """, connection)
        {
            Parameters = { new() { Value = command.UnitId }, new() { Value = command.RuleId }, new() { Value = command.Alone } },
        };
        if (await update.ExecuteNonQueryAsync(cancellation) == 1) return new RuleChanged(command.RuleId);
        return await RuleQueries.Stands(connection, command.UnitId, command.RuleId, cancellation)
            ? Refusal.Invalid("rule.alone_without_words", "actsAlone")
            : Refusal.Conflict("rule.gone");
    }
}
