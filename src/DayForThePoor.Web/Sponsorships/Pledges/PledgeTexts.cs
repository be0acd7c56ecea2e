namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Marks the texts about pledges: refusals, steps and pages.</summary>
public sealed class PledgeTexts;
