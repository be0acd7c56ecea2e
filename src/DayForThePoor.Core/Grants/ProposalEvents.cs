using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Core.Grants;

/// <summary>Something that happened to a proposal list (tờ trình); every event of its stream.</summary>
public interface IProposalEvent : ICarriesTexts
{
    /// <summary>The event's own id, and the owner of the texts sealed with it.</summary>
    Guid StepId { get; }

    Guid ProposalId { get; }

    Guid By { get; }
}

/// <summary>A line of a frozen list. Who it is for stands in <c>grants.proposal_line</c>, under the list's hash.</summary>
public sealed record ProposedGrant(Guid GrantId, long AmountVnd);

/// <summary>A list of grants was frozen and put to the board. Starts its stream. Texts: title, note.</summary>
/// <param name="ListHash">Commitment of all lines as they stood (household, head, hamlet, class, purpose, amount, source), base 64.</param>
/// <param name="Signatures">Different approvers that the rules demand for its sum; at least 1.</param>
/// <param name="Authors">Who wrote the list or one of its requests; none of them may approve it.</param>
public sealed record ProposalFrozen(
    Guid StepId, Guid ProposalId, Guid UnitId, Guid FundId, DateOnly On, IReadOnlyList<ProposedGrant> Grants, long TotalVnd, string ListHash, int Signatures,
    IReadOnlyList<Guid> Authors, IReadOnlyDictionary<string, string> Texts, Guid By) : IProposalEvent;

/// <summary>One of the approvers signed.</summary>
/// <param name="Number">1, 2, … up to what is demanded.</param>
public sealed record ProposalSigned(
    Guid StepId, Guid ProposalId, int Number, IReadOnlyDictionary<string, string> Texts, Guid By) : IProposalEvent;

/// <summary>The last signature was given: every grant of the list is approved. Texts: decision.</summary>
public sealed record ProposalApproved(
    Guid StepId, Guid ProposalId, DateOnly On, IReadOnlyDictionary<string, string> Texts, Guid By) : IProposalEvent;

/// <summary>The board wants another list; its grants stand where they stood. Texts: reason.</summary>
public sealed record ProposalSentBack(
    Guid StepId, Guid ProposalId, IReadOnlyDictionary<string, string> Texts, Guid By) : IProposalEvent;

/// <summary>Refused, with every grant on it. Texts: reason.</summary>
public sealed record ProposalRejected(
    Guid StepId, Guid ProposalId, IReadOnlyDictionary<string, string> Texts, Guid By) : IProposalEvent;

/// <summary>Taken back by those who proposed; its grants stand where they stood. Texts: reason.</summary>
public sealed record ProposalWithdrawn(
    Guid StepId, Guid ProposalId, IReadOnlyDictionary<string, string> Texts, Guid By) : IProposalEvent;

/// <summary>Where a proposal list stands.</summary>
public static class ProposalStates
{
    public const string Proposed = "proposed";
    public const string Approved = "approved";
    public const string SentBack = "sent_back";
    public const string Rejected = "rejected";
    public const string Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> All = [Proposed, Approved, SentBack, Rejected, Withdrawn];
}
