namespace DayForThePoor.Web.Payments.Advances;

/// <summary>Marks the texts of advances: <c>AdvanceTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class AdvanceTexts;
