namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>Marks the texts of what sponsors and everybody else can see, and of the officer's look at it: PublicTexts.resx, PublicTexts.en.resx.</summary>
public sealed class PublicTexts;
