namespace DayForThePoor.Core.Grants;

/// <summary>A proposal list as its events tell it.</summary>
/// <param name="Needed">Different approvers.</param>
/// <param name="Signers">Who signed, in order.</param>
public sealed record ProposalState(
    Guid Id, Guid UnitId, Guid FundId, string State, IReadOnlyList<ProposedGrant> Grants, long TotalVnd, int Needed, string ListHash,
    IReadOnlyList<Guid> Authors, IReadOnlyList<Guid> Signers)
{
    public static ProposalState? Evolve(ProposalState? state, object happened) => (state, happened) switch
    {
        (null, ProposalFrozen e) => new ProposalState(e.ProposalId, e.UnitId, e.FundId, ProposalStates.Proposed, e.Grants, e.TotalVnd, e.Signatures, e.ListHash, e.Authors, []),
        ({ } s, ProposalSigned e) => s with { Signers = [.. s.Signers, e.By] },
        ({ } s, ProposalApproved) => s with { State = ProposalStates.Approved },
        ({ } s, ProposalSentBack) => s with { State = ProposalStates.SentBack },
        ({ } s, ProposalRejected) => s with { State = ProposalStates.Rejected },
        ({ } s, ProposalWithdrawn) => s with { State = ProposalStates.Withdrawn },
        _ => state,
    };
}
