namespace DayForThePoor.Core.Grants;

/// <summary>What may happen to a frozen list next; null means that nothing stands against it.</summary>
public static class ProposalDecider
{
    /// <summary>Nobody signs what they asked for or wrote.</summary>
    public static Refusal? WhyNotSign(ProposalState list, Guid by) =>
        list.State != ProposalStates.Proposed ? NotNow(list)
        : list.Authors.Contains(by) ? Refusal.Conflict("proposal.approver_is_author")
        : null;

    /// <summary>A grant is approved by its own list alone, for the sum that the list was frozen with.</summary>
    /// <param name="signers">All who signed, the last one included.</param>
    public static Refusal? WhyNotApprove(ProposalState list, GrantState grant, ProposedGrant line, OverlapOutcome found, IReadOnlyList<Guid> signers) =>
        list.State != ProposalStates.Proposed || signers.Distinct().Count() < list.Needed ? NotNow(list)
        : grant.State != GrantStates.Proposed || grant.ProposalId != list.Id || grant.ProposedVnd != line.AmountVnd ? Refusal.Conflict("proposal.list_changed")
        : GrantDecider.WhyOverlaps(grant, found, signers, list.Authors);

    /// <summary>Sent back, refused or taken back: while it waits.</summary>
    public static Refusal? WhyNotEnd(ProposalState list) => list.State == ProposalStates.Proposed ? null : NotNow(list);

    private static Refusal NotNow(ProposalState list) => Refusal.Conflict(list.State switch
    {
        ProposalStates.Proposed => "proposal.is_proposed",
        ProposalStates.Approved => "proposal.is_approved",
        ProposalStates.SentBack => "proposal.is_sent_back",
        ProposalStates.Rejected => "proposal.is_rejected",
        _ => "proposal.is_withdrawn",
    });
}
