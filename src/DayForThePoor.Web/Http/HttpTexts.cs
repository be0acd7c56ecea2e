namespace DayForThePoor.Web.Http;

/// <summary>Marks the sentences for failures that no module owns (HttpTexts.resx).</summary>
public sealed class HttpTexts;
