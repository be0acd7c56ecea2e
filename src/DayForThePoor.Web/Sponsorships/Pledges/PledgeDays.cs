using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Day and đồng that the history shows beside a step.</summary>
internal static class PledgeDays
{
    public static DateOnly? Of(IPledgeEvent step) => step switch
    {
        PledgeOffered e => e.Terms.StartsOn,
        PledgeHeld e => e.Until,
        PledgeHoldExtended e => e.Until,
        PledgeHoldExpired e => e.On,
        PledgeActivated e => e.On,
        PledgePaused e => e.From,
        PledgeResumed e => e.On,
        PledgeScheduleExtended e => e.EndsOn ?? (e.Instalments.Count > 0 ? e.Instalments[^1].DueOn : null),
        PledgeReceived e => e.On,
        PledgeDelivered e => e.On,
        PledgeFlagged e => e.On,
        PledgeReassigned e => e.On,
        PledgeEnded e => e.On,
        _ => null,
    };

    public static DateOnly? Of(ICaseEvent step) => step switch
    {
        CaseLifeChanged e => e.On,
        CaseClosed e => e.On,
        CaseReopened e => e.On,
        _ => null,
    };

    public static long? AmountOf(IPledgeEvent step) => step switch
    {
        PledgeOffered { Terms.AmountVnd: > 0 } e => e.Terms.TotalVnd ?? e.Terms.AmountVnd,
        PledgeReceived e => e.AmountVnd,
        PledgeDelivered e when e.Parts.Sum(p => p.AmountVnd) is > 0 and var sum => sum,
        _ => null,
    };
}
