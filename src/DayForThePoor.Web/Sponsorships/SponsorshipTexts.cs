namespace DayForThePoor.Web.Sponsorships;

/// <summary>Marks the words that all of sponsorship shares: kinds, purposes, states, reasons, tabs. Each part has texts of its own beside them.</summary>
public sealed class SponsorshipTexts;
