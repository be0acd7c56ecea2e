namespace DayForThePoor.Core.Grants;

/// <summary>A grant as its events tell it: all that a decision asks for, and what the row of <c>grants.support</c> must say.</summary>
/// <param name="State">One of <see cref="GrantStates"/>.</param>
/// <param name="Authors">Who asked for it, the first time and again; none of them may approve it.</param>
public sealed record GrantState(
    Guid Id, Guid UnitId, Guid FundId, string Purpose, string Kind, Guid HouseholdId, DateOnly RequestedOn, Guid RequestedBy, string State, IReadOnlyList<Guid> Authors)
{
    public Guid? MemberId { get; init; }

    public Guid? WishId { get; init; }

    public Guid? EarmarkId { get; init; }

    public Guid? CampaignId { get; init; }

    public DateOnly? HappenedOn { get; init; }

    /// <summary>Đồng asked for.</summary>
    public long? WishedVnd { get; init; }

    public Guid? MeetingId { get; init; }

    public DateOnly? MetOn { get; init; }

    /// <summary>Đồng that the meeting agreed to; no list may put forward more.</summary>
    public long? AgreedVnd { get; init; }

    /// <summary>Đồng that the meeting, later the list, puts forward.</summary>
    public long? ProposedVnd { get; init; }

    public DateOnly? PostedFrom { get; init; }

    public DateOnly? PostedUntil { get; init; }

    public DateOnly? PostingEndedOn { get; init; }

    /// <summary>Objection → whether it was upheld; null while it has no answer.</summary>
    public IReadOnlyDictionary<Guid, bool?> Objections { get; init; } = new Dictionary<Guid, bool?>();

    public DateOnly? CheckedOn { get; init; }

    public string? OverlapHash { get; init; }

    public int OverlapSoft { get; init; }

    public int OverlapHard { get; init; }

    /// <summary>The findings that somebody let pass; others are not covered.</summary>
    public string? OverriddenHash { get; init; }

    public Guid? OverriddenBy { get; init; }

    public Guid? ProposalId { get; init; }

    /// <summary>The state that it goes back to when its list is sent back or taken back.</summary>
    public string? Before { get; init; }

    public Guid? RuleId { get; init; }

    /// <summary>Of a short grant that went on no list, in order.</summary>
    public IReadOnlyList<Guid> Signers { get; init; } = [];

    /// <summary>Đồng that they signed for.</summary>
    public long? SignedVnd { get; init; }

    /// <summary>Đồng that may be paid.</summary>
    public long? ApprovedVnd { get; init; }

    public DateOnly? ApprovedOn { get; init; }

    public DateOnly? HandedOverOn { get; init; }

    public DateOnly? ReportedOn { get; init; }

    /// <summary>Null before <see cref="GrantRequested"/>.</summary>
    public static GrantState? Evolve(GrantState? state, object happened) => (state, happened) switch
    {
        (null, GrantRequested e) => new GrantState(
            e.GrantId, e.UnitId, e.FundId, e.Purpose, e.Kind, e.HouseholdId, e.RequestedOn, e.By, GrantStates.Requested, [e.By])
        {
            MemberId = e.MemberId,
            WishId = e.WishId,
            EarmarkId = e.EarmarkId,
            CampaignId = e.CampaignId,
            HappenedOn = e.HappenedOn,
            WishedVnd = e.WishedVnd,
        },
        ({ } s, GrantResubmitted e) => s.Anew() with
        {
            State = GrantStates.Requested,
            WishedVnd = e.WishedVnd ?? s.WishedVnd,
            Authors = s.Authors.Contains(e.By) ? s.Authors : [.. s.Authors, e.By],
        },
        ({ } s, GrantMet e) => s with
        {
            State = e.Agreed ? GrantStates.Met : GrantStates.Rejected,
            MeetingId = e.MeetingId,
            MetOn = e.On,
            AgreedVnd = e.Agreed ? e.ProposedVnd : null,
            ProposedVnd = e.Agreed ? e.ProposedVnd : null,
        },
        ({ } s, GrantPosted e) => s with { State = GrantStates.Posted, PostedFrom = e.From, PostedUntil = e.Until },
        ({ } s, GrantObjected e) => s with { Objections = new Dictionary<Guid, bool?>(s.Objections) { [e.StepId] = null } },
        ({ } s, GrantObjectionAnswered e) => s with { Objections = new Dictionary<Guid, bool?>(s.Objections) { [e.ObjectionId] = e.Upheld } },
        ({ } s, GrantPostingEnded e) => s with { PostingEndedOn = e.On },
        ({ } s, GrantChecked e) => s with
        {
            State = GrantStates.Checked,
            CheckedOn = e.On,
            OverlapHash = e.OverlapHash,
            OverlapSoft = e.Soft,
            OverlapHard = e.Hard,
        },
        ({ } s, GrantOverlapOverridden e) => s with { OverriddenHash = e.OverlapHash, OverriddenBy = e.By },
        ({ } s, GrantProposed e) => s with
        {
            State = GrantStates.Proposed,
            Before = s.State,
            ProposalId = e.ProposalId,
            ProposedVnd = e.AmountVnd,
            RuleId = e.RuleId,
        },
        ({ } s, GrantUnlisted e) => s with { State = e.State, Before = null, ProposalId = null },
        ({ } s, GrantSigned e) => s with { Signers = [.. s.Signers, e.By], SignedVnd = e.AmountVnd },
        ({ } s, GrantApproved e) => s with
        {
            State = GrantStates.Approved,
            ApprovedVnd = e.AmountVnd,
            ApprovedOn = e.On,
            RuleId = e.RuleId,
            OverlapHash = e.OverlapHash,
            OverlapSoft = e.Soft,
            OverlapHard = e.Hard,
        },
        ({ } s, GrantSentBack) => s with { State = GrantStates.SentBack },
        ({ } s, GrantRejected) => s with { State = GrantStates.Rejected },
        ({ } s, GrantWithdrawn) => s with { State = GrantStates.Withdrawn },
        ({ } s, GrantHandedOver e) => s with { HandedOverOn = e.On },
        ({ } s, GrantClosed) => s with { State = GrantStates.Closed },
        ({ } s, GrantReportedToBoard e) => s with { ReportedOn = e.MeetingOn },
        _ => state,
    };

    /// <summary>The course begins anew; who asked, for whom and what for stays.</summary>
    private GrantState Anew() => this with
    {
        MeetingId = null,
        MetOn = null,
        AgreedVnd = null,
        ProposedVnd = null,
        PostedFrom = null,
        PostedUntil = null,
        PostingEndedOn = null,
        Objections = new Dictionary<Guid, bool?>(),
        CheckedOn = null,
        OverlapHash = null,
        OverlapSoft = 0,
        OverlapHard = 0,
        OverriddenHash = null,
        OverriddenBy = null,
        ProposalId = null,
        Before = null,
        RuleId = null,
        Signers = [],
        SignedVnd = null,
    };
}
