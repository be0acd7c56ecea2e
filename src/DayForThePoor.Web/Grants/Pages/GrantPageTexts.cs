namespace DayForThePoor.Web.Grants.Pages;

/// <summary>Marks the texts of the pages of grants: <c>GrantPageTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class GrantPageTexts;
