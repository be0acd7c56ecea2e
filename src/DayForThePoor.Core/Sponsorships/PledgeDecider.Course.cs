namespace DayForThePoor.Core.Sponsorships;

public static partial class PledgeDecider
{
    /// <summary>An end may be set so many days ahead, so that a successor follows on the next due day.</summary>
    public const int EndAheadDays = 366;

    public static Outcome<IReadOnlyList<IPledgeEvent>> Pause(PledgeState pledge, PledgeStep step, DateOnly from) =>
        pledge.State != PledgeStates.Active ? NotNow(pledge)
        : from < pledge.Terms.StartsOn ? Refusal.Invalid("pledge.pause_before_start", "from", Day(pledge.Terms.StartsOn))
        : from > pledge.EndsOn ? Refusal.Invalid("pledge.after_end", "from", Day(pledge.EndsOn.Value))
        : Did(new PledgePaused(step.StepId, pledge.Id, from, step.Texts, step.By));

    /// <summary>What fell due in the pause and nobody gave anything for is not promised any more.</summary>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Resume(PledgeState pledge, PledgeStep step, DateOnly on) =>
        pledge.State != PledgeStates.Paused ? NotNow(pledge)
        : on < pledge.PausedFrom ? Refusal.Invalid("pledge.resume_before_pause", "on", Day(pledge.PausedFrom.Value))
        : Did(Resumed(pledge, step, on));

    private static PledgeResumed Resumed(PledgeState pledge, PledgeStep step, DateOnly on) => new(
        step.StepId, pledge.Id, on,
        [.. pledge.Instalments.Where(i => !i.Dropped && i.IsUntouched && i.Planned.DueOn >= pledge.PausedFrom && i.Planned.DueOn < on).Select(i => i.Planned.Seq)],
        step.Texts, step.By);

    /// <summary>Plans a long pledge further; nothing happens when it is planned so far already.</summary>
    public static Outcome<IReadOnlyList<IPledgeEvent>> ExtendSchedule(PledgeState pledge, PledgeStep step, DateOnly through)
    {
        if (pledge.State == PledgeStates.Ended) return NotNow(pledge);
        var further = Further(pledge, pledge.EndsOn, through);
        return further.Count == 0 ? Did() : Did(new PledgeScheduleExtended(step.StepId, pledge.Id, further, step.Texts, step.By));
    }

    /// <summary>
    /// The pledge goes on after its end: for as long again, or to a day that somebody names.
    /// </summary>
    /// <param name="until">Null: for as long again.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Renew(PledgeState pledge, PledgeStep step, DateOnly? until, DateOnly today)
    {
        if (pledge.State is not (PledgeStates.Active or PledgeStates.Paused)) return NotNow(pledge);
        if (pledge.Terms.EndRule != EndRules.Date || pledge.Terms.TotalVnd is not null || pledge.EndsOn is not { } end) return Refusal.Conflict("pledge.not_renewable");
        var next = until ?? Schedule.Again(pledge.Terms.StartsOn, pledge.Terms.EndsOn!.Value, end);
        if (next <= end) return Refusal.Invalid("pledge.renewed_back", "endsOn", Day(end));
        if (next > today.AddYears(LongestYears)) return Refusal.Invalid("pledge.end_far", "endsOn", $"{LongestYears}");
        var from = end > today ? end : today;
        return Did(new PledgeScheduleExtended(
            step.StepId, pledge.Id, Further(pledge, next, from.AddYears(Schedule.YearsAhead)), step.Texts, step.By, next));
    }

    private static IReadOnlyList<Instalment> Further(PledgeState pledge, DateOnly? endsOn, DateOnly through) =>
        Schedule.Plan(pledge.Terms, endsOn, pledge.Instalments.Count == 0 ? 1 : pledge.Instalments[^1].Planned.Seq + 1, through);

    /// <summary>Something changed in the life of the person; a later change takes the place of an earlier one.</summary>
    /// <param name="reason">One of <see cref="LifeChanges"/>.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Flag(PledgeState pledge, PledgeStep step, string reason, DateOnly on) =>
        pledge.State == PledgeStates.Ended ? NotNow(pledge)
        : !LifeChanges.All.Contains(reason) ? Refusal.Invalid("pledge.flag_reason", "reason")
        : Did(new PledgeFlagged(step.StepId, pledge.Id, reason, on, step.Texts, step.By));

    public static Outcome<IReadOnlyList<IPledgeEvent>> Clear(PledgeState pledge, PledgeStep step) =>
        pledge.Flagged is null ? Refusal.Conflict("pledge.not_flagged") : Did(new PledgeCleared(step.StepId, pledge.Id, step.Texts, step.By));

    /// <summary>Another person, or the first of a pledge for whoever needs it most. Whether the slot has room is asked beside it.</summary>
    /// <param name="person">Of the new person; an end by age or grade moves with it.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> Reassign(PledgeState pledge, PledgeStep step, Guid beneficiary, Guid slot, Schooling person, DateOnly on)
    {
        if (pledge.State == PledgeStates.Ended) return NotNow(pledge);
        if (pledge.SlotId == slot) return Refusal.Conflict("pledge.same_slot", "slot");
        var endsOn = pledge.EndsOn;
        if (pledge.Terms.EndRule is not (EndRules.Date or EndRules.Lifetime))
        {
            endsOn = Schedule.EndOf(pledge.Terms.EndRule, null, person.Born, person.Grade, person.GradeYear);
            if (endsOn is null) return Refusal.Conflict("pledge.end_unknown");
            if (endsOn < on) return Refusal.Conflict("pledge.end_before_start", null, Day(endsOn.Value));
        }
        var reassigned = new PledgeReassigned(step.StepId, pledge.Id, beneficiary, slot, on, step.Texts, step.By);
        if (endsOn == pledge.EndsOn) return Did(reassigned);
        var beside = step.Beside("pledge_schedule_extended");
        return Did(reassigned, new PledgeScheduleExtended(beside.StepId, pledge.Id, [], beside.Texts, beside.By, endsOn));
    }

    /// <summary>
    /// The end. Of a paused pledge what fell into the pause is left out first, as when it is resumed.
    /// </summary>
    /// <param name="on">Last day on which something can fall due; at most a year ahead.</param>
    /// <param name="graceDays">Days after it in which money is still taken.</param>
    public static Outcome<IReadOnlyList<IPledgeEvent>> End(
        PledgeState pledge, PledgeStep step, DateOnly on, string? reason, int graceDays, DateOnly today, Guid? successor = null)
    {
        if (pledge.State == PledgeStates.Ended) return NotNow(pledge);
        if (!PledgeEndReasons.All.Contains(reason)) return Refusal.Invalid("pledge.end_reason", "reason");
        if (reason == PledgeEndReasons.Withdrawn && pledge.ActivatedOn is not null) return Refusal.Conflict("pledge.was_active");
        if (reason == PledgeEndReasons.HandedOver && successor is null) return Refusal.Invalid("pledge.successor_missing", "reason");
        if (on > today.AddDays(EndAheadDays)) return Refusal.Invalid("pledge.end_ahead", "on", $"{EndAheadDays}");
        if (on < pledge.ActivatedOn) return Refusal.Invalid("pledge.end_before_first", "on", Day(pledge.ActivatedOn.Value));
        var ended = new PledgeEnded(step.StepId, pledge.Id, on, reason!, on.AddDays(graceDays), step.Texts, step.By, successor);
        return pledge.State == PledgeStates.Paused && on >= pledge.PausedFrom
            ? Did(Resumed(pledge, step.Beside("pledge_resumed"), on.AddDays(1)), ended)
            : Did(ended);
    }

    /// <summary>The slot goes to another sponsor from the day after. Whoever paid further ahead keeps the slot so long.</summary>
    public static Outcome<IReadOnlyList<IPledgeEvent>> HandOver(PledgeState pledge, PledgeStep step, DateOnly on, int graceDays, DateOnly today, Guid successor)
    {
        if (pledge.State is not (PledgeStates.Active or PledgeStates.Paused)) return NotNow(pledge);
        if (on < pledge.Terms.StartsOn) return Refusal.Invalid("pledge.handed_over_early", "on", Day(pledge.Terms.StartsOn));
        if (pledge.EndsOn <= on) return Refusal.Invalid("pledge.after_end", "on", Day(pledge.EndsOn.Value));
        return pledge.Instalments.LastOrDefault(i => !i.Dropped && !i.IsUntouched && i.Planned.DueOn > on) is { } paid
            ? Refusal.Conflict("pledge.paid_beyond", "on", Day(paid.Planned.DueOn))
            : End(pledge, step, on, PledgeEndReasons.HandedOver, graceDays, today, successor);
    }

    /// <summary>The last day before the next instalment that nobody gave anything for: where a hand-over leaves no gap and no month twice.</summary>
    public static DateOnly? NextHandOver(PledgeState pledge, DateOnly today)
    {
        var paid = pledge.Instalments.LastOrDefault(i => !i.Dropped && !i.IsUntouched)?.Planned.DueOn;
        return pledge.Instalments.FirstOrDefault(i => !i.Dropped && i.Planned.DueOn > today && (paid is null || i.Planned.DueOn > paid))?.Planned.DueOn.AddDays(-1);
    }
}
