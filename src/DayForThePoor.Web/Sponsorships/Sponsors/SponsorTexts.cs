namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>Marks the texts about sponsors: refusals and pages.</summary>
public sealed class SponsorTexts;
