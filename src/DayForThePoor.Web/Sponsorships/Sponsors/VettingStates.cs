namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>How a sponsor stands to meeting a child today: the last decision, and whether its papers still hold.</summary>
public static class VettingStates
{
    /// <summary>Nobody looked yet.</summary>
    public const string None = "none";

    /// <summary>Was cleared; the papers have run out.</summary>
    public const string Expired = "expired";

    public static readonly IReadOnlyList<string> All = [None, .. VetSponsor.Outcomes, Expired];
}
