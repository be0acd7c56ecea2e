namespace DayForThePoor.Web.Donations;

/// <summary>Marks the texts about gifts.</summary>
public sealed class DonationTexts;
