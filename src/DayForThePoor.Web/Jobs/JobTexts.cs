namespace DayForThePoor.Web.Jobs;

/// <summary>Marks the texts of this module (JobTexts.resx).</summary>
public sealed class JobTexts;
