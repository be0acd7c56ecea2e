using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>The board wants another list (trả lại); its grants stand where they stood.</summary>
/// <param name="Reason">In words, required. Sealed.</param>
public sealed record SendBackProposal(Actor By, Guid UnitId, Guid ProposalId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

/// <summary>Refuse the list with every grant on it (từ chối).</summary>
/// <inheritdoc cref="SendBackProposal"/>
public sealed record RejectProposal(Actor By, Guid UnitId, Guid ProposalId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

/// <summary>Take the list back before it is decided (rút); its grants stand where they stood.</summary>
/// <inheritdoc cref="SendBackProposal"/>
public sealed record WithdrawProposal(Actor By, Guid UnitId, Guid ProposalId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ProposeGrants;
}

public sealed record ProposalMoved(Guid ProposalId, string State);

public static class SendBackProposalHandler
{
    public static Task<Outcome<ProposalMoved>> Handle(SendBackProposal command, GrantSurroundings around, CancellationToken cancellation) =>
        EndedProposal.Take(around, command.UnitId, command.ProposalId, command.Reason, command.By.PersonId, ProposalStates.SentBack,
            (step, texts) => new ProposalSentBack(step, command.ProposalId, texts, command.By.PersonId), cancellation);
}

public static class RejectProposalHandler
{
    public static Task<Outcome<ProposalMoved>> Handle(RejectProposal command, GrantSurroundings around, CancellationToken cancellation) =>
        EndedProposal.Take(around, command.UnitId, command.ProposalId, command.Reason, command.By.PersonId, ProposalStates.Rejected,
            (step, texts) => new ProposalRejected(step, command.ProposalId, texts, command.By.PersonId), cancellation);
}

public static class WithdrawProposalHandler
{
    public static Task<Outcome<ProposalMoved>> Handle(WithdrawProposal command, GrantSurroundings around, CancellationToken cancellation) =>
        EndedProposal.Take(around, command.UnitId, command.ProposalId, command.Reason, command.By.PersonId, ProposalStates.Withdrawn,
            (step, texts) => new ProposalWithdrawn(step, command.ProposalId, texts, command.By.PersonId), cancellation);
}

/// <summary>A list that is not approved lets its grants go, or refuses them with it.</summary>
internal static class EndedProposal
{
    public static async Task<Outcome<ProposalMoved>> Take(
        GrantSurroundings around, Guid unit, Guid id, string? typed, Guid by, string state,
        Func<Guid, IReadOnlyDictionary<string, string>, IProposalEvent> happened, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = GrantMove.Text(typed, "reason", true, no);
        if (no.Count > 0) return no;
        await using var grants = await around.Begin(unit, cancellation);
        if (await grants.LockProposal(id, cancellation) is not { } list) return Refusal.NotFound("proposal.unknown");
        if (ProposalDecider.WhyNotEnd(list) is { } refusal) return refusal;

        var states = await grants.Lock([.. list.Grants.Select(line => line.GrantId)], cancellation);
        var step = Guid.CreateVersion7(around.Now);
        grants.Append(happened(step, grants.Seal(step, ("reason", reason))));
        foreach (var line in list.Grants)
        {
            var own = Guid.CreateVersion7(around.Now);
            grants.Append(state == ProposalStates.Rejected
                ? new GrantRejected(own, line.GrantId, [], GrantMove.NoTexts, by, id)
                : new GrantUnlisted(own, line.GrantId, id, states[line.GrantId].Before ?? GrantStates.Requested, [], GrantMove.NoTexts, by));
        }
        await grants.Commit(cancellation);
        return new ProposalMoved(id, state);
    }
}
