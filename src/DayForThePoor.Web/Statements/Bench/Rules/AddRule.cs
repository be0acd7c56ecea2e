using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench.Rules;

/// <summary>Add rules behind the last. The same key adds them once.</summary>
/// <param name="Forms">One, or the starter set.</param>
public sealed record AddRules(Actor By, Guid UnitId, string Key, IReadOnlyList<RuleForm> Forms) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <param name="Ids">In the order of the forms.</param>
public sealed record RulesAdded(IReadOnlyList<Guid> Ids);

public static class AddRulesHandler
{
    public static async Task<Outcome<RulesAdded>> Handle(AddRules command, IRegistry registry, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var outcomes = command.Forms.Select(form => RuleChecks.Check(form, command.UnitId, known)).ToArray();
        Refusal[] no = [.. outcomes.SelectMany(outcome => outcome.Refusals)];
        if (no.Length > 0) return no;

        Guid[] ids = [.. Enumerable.Range(0, outcomes.Length).Select(place => Ids.Of("statement-rule", command.UnitId, command.Key, $"{place}"))];
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RuleRows.Lock(connection, command.UnitId, cancellation);
        for (var i = 0; i < ids.Length; i++)
            await RuleRows.Add(connection, ids[i], command.UnitId, outcomes[i].Value, null, clock.GetUtcNow(), command.By.PersonId, cancellation);
        await transaction.CommitAsync(cancellation);
        return new RulesAdded(ids);
    }
}
