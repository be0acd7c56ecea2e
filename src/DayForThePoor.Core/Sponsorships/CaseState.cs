namespace DayForThePoor.Core.Sponsorships;

/// <summary>Where a case stands.</summary>
public static class CaseStates
{
    public const string Open = "open";

    /// <summary>Đã đóng: the person is not sponsored any more.</summary>
    public const string Closed = "closed";

    /// <summary>Đã nhập: another case speaks for the person.</summary>
    public const string Merged = "merged";

    public static readonly IReadOnlyList<string> All = [Open, Closed, Merged];
}

/// <param name="Id">Step of the change.</param>
/// <param name="Settled">The case was reopened since: it stops nothing any more.</param>
public sealed record LifeChange(Guid Id, string Kind, DateOnly On, bool TakenBack, bool Settled)
{
    public bool Stops => !TakenBack && !Settled && LifeChanges.Stopping.Contains(Kind);
}

/// <summary>A case as its events tell it, and what the row of <c>sponsorships.case_state</c> must say.</summary>
/// <param name="State">One of <see cref="CaseStates"/>.</param>
public sealed record CaseState(Guid Id, Guid UnitId, string State, int Version)
{
    public DateOnly? ClosedOn { get; init; }

    public string? CloseReason { get; init; }

    public Guid? MergedInto { get; init; }

    /// <summary>In the order of recording.</summary>
    public IReadOnlyList<LifeChange> Changes { get; init; } = [];

    /// <summary>The last change after which nothing may be paid; null: none.</summary>
    public LifeChange? Stopped => Changes.LastOrDefault(c => c.Stops);

    /// <summary>Null before <see cref="CaseOpened"/>.</summary>
    public static CaseState? Evolve(CaseState? state, object happened) => (state, happened) switch
    {
        (null, CaseOpened e) => new CaseState(e.BeneficiaryId, e.UnitId, CaseStates.Open, 1),
        (null, _) => null,
        ({ } s, CaseLifeChanged e) => s with { Changes = [.. s.Changes, new(e.StepId, e.Kind, e.On, false, false)], Version = s.Version + 1 },
        ({ } s, CaseLifeChangeTakenBack e) => s with { Changes = [.. s.Changes.Select(c => c.Id == e.ChangeId ? c with { TakenBack = true } : c)], Version = s.Version + 1 },
        ({ } s, CaseClosed e) => s with { State = CaseStates.Closed, ClosedOn = e.On, CloseReason = e.ReasonCode, Version = s.Version + 1 },
        ({ } s, CaseReopened) => s with
        {
            State = CaseStates.Open,
            ClosedOn = null,
            CloseReason = null,
            Changes = [.. s.Changes.Select(c => c with { Settled = true })],
            Version = s.Version + 1,
        },
        ({ } s, CaseMerged e) => s with { State = CaseStates.Merged, MergedInto = e.IntoId, Version = s.Version + 1 },
        ({ } s, CaseUnmerged) => s with { State = s.ClosedOn is null ? CaseStates.Open : CaseStates.Closed, MergedInto = null, Version = s.Version + 1 },
        ({ } s, _) => s,
    };
}

/// <summary>Whether a step of a case is allowed.</summary>
public static class CaseDecider
{
    /// <summary>Null: the case is open. Codes: case.closed, case.merged.</summary>
    public static Refusal? WhyNotOpen(CaseState state) => state.State switch
    {
        CaseStates.Closed => Refusal.Conflict("case.closed"),
        CaseStates.Merged => Refusal.Conflict("case.merged"),
        _ => null,
    };

    /// <summary>Codes: case.closed, case.merged, case.dead.</summary>
    public static Refusal? WhyNotChange(CaseState state) =>
        WhyNotOpen(state) ?? (state.Changes.Any(c => c is { Kind: LifeChanges.Died, Stops: true }) ? Refusal.Conflict("case.dead", "kind") : null);

    /// <summary>Codes: case.closed, case.merged, case.change_unknown.</summary>
    public static Refusal? WhyNotTakeBack(CaseState state, Guid change) =>
        WhyNotOpen(state) ?? (state.Changes.Any(c => c.Id == change && !c.TakenBack) ? null : Refusal.Invalid("case.change_unknown", "change"));

    /// <param name="living">Pledges that are held, active or paused. Codes: case.closed, case.merged, case.has_pledges.</param>
    public static Refusal? WhyNotClose(CaseState state, int living) => WhyNotOpen(state) ?? (living > 0 ? Refusal.Conflict("case.has_pledges", null, $"{living}") : null);

    /// <summary>Codes: case.not_closed.</summary>
    public static Refusal? WhyNotReopen(CaseState state) => state.State == CaseStates.Closed ? null : Refusal.Conflict("case.not_closed");

    /// <param name="living">Pledges of the one that goes. Codes: case.merge_same, case.merged, case.merge_pledges, case.merge_into_closed.</param>
    public static Refusal? WhyNotMerge(CaseState state, CaseState into, int living) =>
        state.Id == into.Id ? Refusal.Invalid("case.merge_same", "into")
        : state.State == CaseStates.Merged ? Refusal.Conflict("case.merged")
        : into.State != CaseStates.Open ? Refusal.Conflict("case.merge_into_closed", "into")
        : living > 0 ? Refusal.Conflict("case.merge_pledges", null, $"{living}")
        : null;

    /// <summary>Codes: case.not_merged.</summary>
    public static Refusal? WhyNotUnmerge(CaseState state) => state.State == CaseStates.Merged ? null : Refusal.Conflict("case.not_merged");
}
