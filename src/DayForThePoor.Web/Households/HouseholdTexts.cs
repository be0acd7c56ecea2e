namespace DayForThePoor.Web.Households;

/// <summary>Marks the texts of the household register (HouseholdTexts.resx).</summary>
public sealed class HouseholdTexts;
