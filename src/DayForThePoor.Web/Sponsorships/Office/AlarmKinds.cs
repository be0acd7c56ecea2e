namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>What an officer has to look at.</summary>
public static class AlarmKinds
{
    /// <summary>The person died, moved, was adopted or lives in a facility, and the case is still open.</summary>
    public const string CaseStopped = "case_stopped";

    /// <summary>A pledge about which somebody has to decide after a life change.</summary>
    public const string Flagged = "flagged";

    /// <summary>Something else changed in the person's life: the carer died, school was left.</summary>
    public const string LifeChange = "life_change";

    /// <summary>Money came in and no rule says what it is for.</summary>
    public const string Undecided = "undecided";

    /// <summary>Part of the undecided money is an extra gift out of range.</summary>
    public const string ExtraToCheck = "extra_to_check";

    /// <summary>An instalment is late by the unit's number of days.</summary>
    public const string NoPayment = "no_payment";

    /// <summary>The hold of a slot ran out without a payment.</summary>
    public const string HoldEnded = "hold_ended";

    /// <summary>A slot that had a sponsor has none.</summary>
    public const string SlotEmpty = "slot_empty";

    /// <summary>A consent has run out and none follows it.</summary>
    public const string ConsentEnded = "consent_ended";

    public const string ConsentEnding = "consent_ending";
    public const string EndsSoon = "ends_soon";
    public const string NoVisit = "no_visit";
    public const string Turned7 = "turned_7";
    public const string Turned16 = "turned_16";
    public const string Turned18 = "turned_18";

    /// <summary>In the order in which an officer looks at them.</summary>
    public static readonly IReadOnlyList<string> ByUrgency =
    [
        CaseStopped, Flagged, LifeChange, Undecided, ExtraToCheck, NoPayment, HoldEnded, SlotEmpty, ConsentEnded, Turned18, EndsSoon, ConsentEnding, Turned16, Turned7, NoVisit,
    ];

    /// <summary>Those that call for somebody today; the others may wait for their day.</summary>
    public static readonly IReadOnlyList<string> Urgent = [CaseStopped, Flagged, LifeChange, Undecided, ExtraToCheck, NoPayment, HoldEnded];

    /// <summary>Those that a person ends by having looked; the others end with their cause alone.</summary>
    public static readonly IReadOnlyList<string> EndedByLooking = [LifeChange, HoldEnded, ConsentEnded, Turned7, Turned16, Turned18];
}
