using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Bench.Bulk;

/// <summary>Accept what a rule proposes for the lines that a person saw in the preview.</summary>
/// <param name="Count">Of the preview; when the books hold other lines now, nothing is accepted.</param>
/// <param name="Sum">Đồng of the preview.</param>
public sealed record AcceptProposals(Actor By, Guid UnitId, Guid AccountId, Guid RuleId, int Count, long Sum) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

/// <summary>Ủng hộ chung for all money in that a search finds.</summary>
/// <inheritdoc cref="AcceptProposals"/>
public sealed record AcknowledgeGeneral(Actor By, Guid UnitId, Guid AccountId, string? Search, DateOnly? From, DateOnly? To, int Count, long Sum) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

public static class AcceptProposalsHandler
{
    public static async Task<Outcome<RunOutcome>> Handle(
        AcceptProposals command, BulkLines lines, MatchRules rules, Reconciliation reconciliation, OpenMonth month, IRegistry registry, CancellationToken cancellation)
    {
        if (!(await registry.Current(cancellation)).Accounts.TryGetValue(command.AccountId, out var account) || account.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        var rule = (await rules.InForce(command.UnitId, cancellation)).FirstOrDefault(r => r.Id == command.RuleId);
        if (rule is null || !rule.IsOf(account.Id)) return Refusal.NotFound("matching.rule_unknown", "rule");
        if (await month.WhyNot(command.UnitId, cancellation) is { } refusal) return refusal;
        var preview = await lines.Of(account, rule, cancellation);
        if (preview.Count != command.Count || preview.Sum != command.Sum) return Refusal.Conflict("bench.bulk_changed");
        return await reconciliation.Accept(account.Id, rule, preview.Lines, command.By.PersonId, cancellation);
    }
}

public static class AcknowledgeGeneralHandler
{
    public static async Task<Outcome<RunOutcome>> Handle(
        AcknowledgeGeneral command, BulkLines lines, Reconciliation reconciliation, IRegistry registry, CancellationToken cancellation)
    {
        if (!(await registry.Current(cancellation)).Accounts.TryGetValue(command.AccountId, out var account) || account.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        var preview = await lines.Of(account, command.Search, command.From, command.To, cancellation);
        if (preview.Count != command.Count || preview.Sum != command.Sum) return Refusal.Conflict("bench.bulk_changed");
        return await reconciliation.Acknowledge(account.Id, preview.Lines, command.By.PersonId, cancellation);
    }
}
