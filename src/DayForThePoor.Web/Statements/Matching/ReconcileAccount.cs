using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Wolverine.Attributes;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Tell what is certain about the open lines of an account (đối chiếu tự động).</summary>
/// <param name="Progress">Told after each group that is committed.</param>
public sealed record ReconcileAccount(Actor By, Guid UnitId, Guid AccountId, RunProgress? Progress = null) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>Do what a rule says for the open lines that it is about, after a person saw them.</summary>
/// <param name="Lines">Those the person left in; null: all.</param>
public sealed record AcceptRule(Actor By, Guid UnitId, Guid AccountId, Guid RuleId, IReadOnlyCollection<long>? Lines = null) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>The run that follows an import, in the durable queue: it survives a restart and may come twice.</summary>
[MessageTimeout(3600)]
public sealed record ReconcileImported(Guid UnitId, Guid AccountId, Guid By);

public static class ReconcileAccountHandler
{
    /// <summary>Codes: matching.month_closed.</summary>
    public static async Task<Outcome<RunOutcome>> Handle(
        ReconcileAccount command, Reconciliation reconciliation, OpenMonth month, IRegistry registry, CancellationToken cancellation)
    {
        if (!await IsOf(command.AccountId, command.UnitId, registry, cancellation)) return AccessPolicy.OtherUnit;
        if (await month.WhyNot(command.UnitId, cancellation) is { } refusal) return refusal;
        return await reconciliation.Run(command.AccountId, command.By.PersonId, command.Progress, cancellation);
    }

    internal static async Task<bool> IsOf(Guid account, Guid unit, IRegistry registry, CancellationToken cancellation) =>
        (await registry.Current(cancellation)).Accounts.TryGetValue(account, out var found) && found.UnitId == unit;
}

public static class AcceptRuleHandler
{
    /// <summary>Codes: matching.rule_unknown, matching.month_closed.</summary>
    public static async Task<Outcome<RunOutcome>> Handle(
        AcceptRule command, Reconciliation reconciliation, MatchRules rules, OpenMonth month, IRegistry registry, CancellationToken cancellation)
    {
        if (!await ReconcileAccountHandler.IsOf(command.AccountId, command.UnitId, registry, cancellation)) return AccessPolicy.OtherUnit;
        var rule = (await rules.InForce(command.UnitId, cancellation)).FirstOrDefault(r => r.Id == command.RuleId);
        if (rule is null || !rule.IsOf(command.AccountId)) return Refusal.NotFound("matching.rule_unknown", "rule");
        if (await month.WhyNot(command.UnitId, cancellation) is { } refusal) return refusal;
        return await reconciliation.Accept(command.AccountId, rule, command.Lines?.ToHashSet(), command.By.PersonId, cancellation);
    }
}

public static class ReconcileImportedHandler
{
    public static async Task Handle(ReconcileImported message, Reconciliation reconciliation, OpenMonth month, CancellationToken cancellation)
    {
        if (await month.WhyNot(message.UnitId, cancellation) is null) await reconciliation.Run(message.AccountId, message.By, null, cancellation);
    }
}

/// <summary>Vouchers of a run may have to be dated today; so today's month must be open before it begins.</summary>
public sealed class OpenMonth(Sessions sessions, TimeProvider clock)
{
    public async Task<Refusal?> WhyNot(Guid unit, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        await using var connection = await sessions.Connect(unit, cancellation);
        var closed = await DocumentDates.ClosedMonths(connection, unit, cancellation);
        return closed.Contains(PeriodLock.MonthOf(today)) ? Refusal.Conflict("matching.month_closed", null, $"{today:MM/yyyy}") : null;
    }
}
