namespace DayForThePoor.Core.Grants;

/// <summary>What the household received before, as the overlap check found it.</summary>
/// <param name="Hash">SHA-256 over the findings, lower-case hex; empty when there are none.</param>
/// <param name="Soft">Findings to look at.</param>
/// <param name="Hard">Findings that stand against the grant unless a second approver lets them pass.</param>
public sealed record OverlapOutcome(string Hash, int Soft, int Hard)
{
    public static readonly OverlapOutcome None = new("", 0, 0);
}

/// <summary>Đồng of a grant in payments that count: ordered or paid, and not taken back.</summary>
/// <param name="OrderedVnd">All live orders, those that wait for a signature or for the cash too.</param>
/// <param name="PaidVnd">What of it has reached the household.</param>
public sealed record LivePayments(long OrderedVnd, long PaidVnd)
{
    public static readonly LivePayments None = new(0, 0);
}

/// <summary>
/// What may happen to a grant next. Every rule is a pure function of its state, the unit's rule and what is asked; null
/// means that nothing stands against it.
/// </summary>
public static class GrantDecider
{
    /// <summary>Most đồng that one grant can mean; more is a slip of the keyboard.</summary>
    public const long MostVnd = 10_000_000_000;

    /// <summary>Null: an amount that a person can mean, within the ceiling of the rule.</summary>
    public static Refusal? WhyNotAmount(long? amountVnd, SpendingRule rule, string field = "amountVnd") =>
        amountVnd is not (> 0 and <= MostVnd) ? Refusal.Invalid("grant.amount", field) : rule.WhyTooMuch(amountVnd.Value, field);

    /// <summary>The minutes of a meeting say something about the household.</summary>
    /// <param name="proposedVnd">Đồng; not looked at where the meeting did not agree.</param>
    /// <param name="present">Households present.</param>
    public static IReadOnlyList<Refusal> WhyNotMeet(
        GrantState grant, SpendingRule rule, bool agreed, long? proposedVnd, int? votesFor, int? votesAgainst, int present, IReadOnlyList<HeldFile> files)
    {
        if (grant.State != GrantStates.Requested) return [NotNow(grant)];
        List<Refusal> no = [];
        if ((votesFor is null) != (votesAgainst is null) || votesFor < 0 || votesAgainst < 0) no.Add(Refusal.Invalid("grant.votes", "votesFor"));
        else if (votesFor + votesAgainst > present) no.Add(Refusal.Invalid("grant.votes_above_present", "votesFor", $"{present}"));
        else if (agreed && votesFor <= votesAgainst) no.Add(Refusal.Invalid("grant.votes_against", "votesFor"));
        else if (!agreed && votesFor > votesAgainst) no.Add(Refusal.Invalid("grant.votes_for", "votesFor"));
        if (!agreed) return no;

        if (WhyNotAmount(proposedVnd, rule, "proposedVnd") is { } amount) no.Add(amount);
        else if (rule.IsFullFile(proposedVnd!.Value))
        {
            if (votesFor is null) no.Add(Refusal.Invalid("grant.votes_missing", "votesFor", Text(rule.FullFileOverVnd)));
            if (files.All(f => f.Kind != GrantFiles.Minutes)) no.Add(Refusal.Invalid("grant.minutes_missing", "files", Text(rule.FullFileOverVnd)));
            if (files.All(f => f.Kind != GrantFiles.Photo)) no.Add(Refusal.Invalid("grant.photo_missing", "files", Text(rule.FullFileOverVnd)));
        }
        return no;
    }

    public static Refusal? WhyNotPost(GrantState grant, SpendingRule rule, DateOnly from) =>
        !(grant.State == GrantStates.Met || (grant.State == GrantStates.Requested && !rule.DemandsMeeting(grant.Kind))) ? NotNow(grant)
        : from < (grant.MetOn ?? grant.RequestedOn) ? Refusal.Invalid("grant.posted_before_meeting", "from")
        : null;

    /// <summary>Objections are taken while the notice hangs and until a list binds the grant.</summary>
    public static Refusal? WhyNotObject(GrantState grant, DateOnly on) =>
        grant.State is not (GrantStates.Posted or GrantStates.Checked) || grant.PostedFrom is not { } from ? NotNow(grant)
        : on < from ? Refusal.Invalid("grant.objection_before_posting", "on")
        : null;

    public static Refusal? WhyNotAnswer(GrantState grant, Guid objection) =>
        grant.State is not (GrantStates.Posted or GrantStates.Checked) ? NotNow(grant)
        : !grant.Objections.TryGetValue(objection, out var upheld) ? Refusal.NotFound("grant.objection_unknown", "objection")
        : upheld is not null ? Refusal.Conflict("grant.objection_answered", "objection")
        : null;

    public static Refusal? WhyNotEndPosting(GrantState grant, DateOnly on) =>
        grant.State != GrantStates.Posted || grant.PostingEndedOn is not null ? NotNow(grant)
        : on < grant.PostedUntil ? Refusal.Invalid("grant.posting_not_over", "on", Day(grant.PostedUntil!.Value))
        : WhyObjected(grant);

    public static Refusal? WhyNotCheck(GrantState grant, SpendingRule rule) => grant.State switch
    {
        GrantStates.Posted => grant.PostingEndedOn is null ? Refusal.Conflict("grant.posting_open") : WhyObjected(grant),
        GrantStates.Met => rule.DemandsPosting(grant.Kind, grant.ProposedVnd ?? 0) ? Refusal.Conflict("grant.posting_missing") : null,
        GrantStates.Requested => rule.DemandsMeeting(grant.Kind) ? Refusal.Conflict("grant.meeting_missing")
            : rule.DemandsPosting(grant.Kind, grant.WishedVnd ?? 0) ? Refusal.Conflict("grant.posting_missing") : null,
        GrantStates.Checked => null, // looked up again
        _ => NotNow(grant),
    };

    /// <summary>Onto a frozen list: checked, or a short grant straight from its request.</summary>
    public static Refusal? WhyNotPropose(GrantState grant, SpendingRule rule, long amountVnd)
    {
        var ready = grant.State == GrantStates.Checked || (rule.IsSpared(grant.Kind) && grant.State == GrantStates.Requested);
        if (!ready) return grant.State == GrantStates.Proposed ? Refusal.Conflict("grant.on_open_list") : NotNow(grant);
        if (WhyNotAmount(amountVnd, rule) is { } amount) return amount;
        if (amountVnd > grant.AgreedVnd) return Refusal.Invalid("grant.above_meeting", "amountVnd", Text(grant.AgreedVnd.Value));
        if (rule.DemandsMeeting(grant.Kind) && grant.MetOn is null) return Refusal.Conflict("grant.meeting_missing");
        if (rule.DemandsPosting(grant.Kind, amountVnd) && grant.PostingEndedOn is null) return Refusal.Conflict("grant.posting_missing");
        return WhyObjected(grant);
    }

    /// <summary>Whether somebody may sign a short grant that is on no list.</summary>
    public static Refusal? WhyNotSign(GrantState grant, SpendingRule rule, long amountVnd, Guid by) =>
        grant.State == GrantStates.Proposed ? Refusal.Conflict("grant.on_open_list")
        : grant.Kind != GrantKinds.AtOnce ? Refusal.Conflict("grant.needs_list")
        : grant.State != GrantStates.Requested ? NotNow(grant)
        : !rule.ShortAllowed ? Refusal.Conflict("grant.short_not_allowed")
        : grant.Authors.Contains(by) ? Refusal.Conflict("grant.approver_is_author")
        : grant.SignedVnd is { } signed && signed != amountVnd ? Refusal.Conflict("grant.signed_for_other", "amountVnd", Text(signed))
        : WhyNotAmount(amountVnd, rule);

    /// <summary>What stands against an approval by the signatures that are there, the last one included.</summary>
    /// <param name="signers">All who signed.</param>
    /// <param name="authors">Who asked for it or wrote its list; what they let pass does not count.</param>
    public static Refusal? WhyOverlaps(GrantState grant, OverlapOutcome found, IReadOnlyList<Guid> signers, IReadOnlyList<Guid> authors) =>
        found.Hard == 0 ? null
        : grant.OverriddenHash != found.Hash || (grant.OverriddenBy is { } by && authors.Contains(by)) ? Refusal.Conflict("grant.overlap_hard", null, $"{found.Hard}")
        : signers.All(person => person == grant.OverriddenBy) ? Refusal.Conflict("grant.override_second")
        : null;

    /// <summary>A hard conflict may be let pass by somebody who did not ask for the grant.</summary>
    public static Refusal? WhyNotOverride(GrantState grant, OverlapOutcome found, Guid by) =>
        grant.State is not (GrantStates.Requested or GrantStates.Checked or GrantStates.Proposed) ? NotNow(grant)
        : grant.Authors.Contains(by) ? Refusal.Conflict("grant.approver_is_author")
        : found.Hard == 0 ? Refusal.Conflict("grant.overlap_none")
        : null;

    public static Refusal? WhyNotSendBack(GrantState grant) => grant.State switch
    {
        GrantStates.Requested or GrantStates.Met or GrantStates.Posted or GrantStates.Checked => null,
        GrantStates.Proposed => Refusal.Conflict("grant.on_open_list"),
        _ => NotNow(grant),
    };

    /// <summary>Refused or taken back: any time before it is closed, while no list binds it and no money is on its way.</summary>
    public static Refusal? WhyNotEnd(GrantState grant, LivePayments payments) =>
        grant.State == GrantStates.Proposed ? Refusal.Conflict("grant.on_open_list")
        : grant.State != GrantStates.Approved ? (GrantStates.IsUndecided(grant.State) ? null : NotNow(grant))
        : payments.OrderedVnd > 0 ? Refusal.Conflict("grant.has_payments", null, Text(payments.OrderedVnd))
        : grant.HandedOverOn is not null ? Refusal.Conflict("grant.handed_over")
        : null;

    public static Refusal? WhyNotResubmit(GrantState grant) => grant.State == GrantStates.SentBack ? null : NotNow(grant);

    public static IReadOnlyList<Refusal> WhyNotHandOver(GrantState grant, DateOnly on, IReadOnlyList<HeldFile> files)
    {
        if (grant.State != GrantStates.Approved) return [NotNow(grant)];
        if (grant.HandedOverOn is not null) return [Refusal.Conflict("grant.handed_over")];
        List<Refusal> no = [];
        if (on < grant.ApprovedOn) no.Add(Refusal.Invalid("grant.handed_over_early", "on", Day(grant.ApprovedOn!.Value)));
        if (grant.Purpose is Purposes.House or Purposes.Livelihood && files.All(f => f.Kind != GrantFiles.HandOver)) no.Add(Refusal.Invalid("grant.hand_over_minutes", "files"));
        return no;
    }

    public static Refusal? WhyNotClose(GrantState grant, LivePayments payments) =>
        grant.State != GrantStates.Approved ? NotNow(grant)
        : payments.OrderedVnd > payments.PaidVnd ? Refusal.Conflict("grant.payment_open", null, Text(payments.OrderedVnd - payments.PaidVnd))
        : payments.PaidVnd == 0 && grant.HandedOverOn is null ? Refusal.Conflict("grant.nothing_delivered")
        : null;

    /// <summary>The board hears of what its head decided alone.</summary>
    public static Refusal? WhyNotReport(GrantState grant, DateOnly meetingOn) =>
        grant.Kind != GrantKinds.AtOnce || grant.ProposalId is not null || grant.ApprovedOn is not { } approved || grant.ReportedOn is not null ? NotNow(grant)
        : meetingOn < approved ? Refusal.Invalid("grant.reported_early", "meetingOn", Day(approved))
        : null;

    private static Refusal? WhyObjected(GrantState grant) =>
        grant.Objections.Values.Any(upheld => upheld is null) ? Refusal.Conflict("grant.objection_open")
        : grant.Objections.Values.Any(upheld => upheld == true) ? Refusal.Conflict("grant.objection_upheld")
        : null;

    /// <summary>The step does not follow on where the grant stands.</summary>
    private static Refusal NotNow(GrantState grant) => Refusal.Conflict(grant.State switch
    {
        GrantStates.Requested => "grant.is_requested",
        GrantStates.Met => "grant.is_met",
        GrantStates.Posted => "grant.is_posted",
        GrantStates.Checked => "grant.is_checked",
        GrantStates.Proposed => "grant.is_proposed",
        GrantStates.Approved => "grant.is_approved",
        GrantStates.Closed => "grant.is_closed",
        GrantStates.SentBack => "grant.is_sent_back",
        GrantStates.Rejected => "grant.is_rejected",
        _ => "grant.is_withdrawn",
    });

    private static string Text(long vnd) => new Money.Vnd(vnd).ToString();

    private static string Day(DateOnly day) => $"{day.Day:D2}/{day.Month:D2}/{day.Year:D4}";
}
