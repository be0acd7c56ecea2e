namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Marks the texts of money between levels: <c>LevelTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class LevelTexts;
