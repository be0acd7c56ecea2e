namespace DayForThePoor.Web.Donations.Pages;

/// <summary>Marks the texts of the gift pages: <c>GiftTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class GiftTexts;
