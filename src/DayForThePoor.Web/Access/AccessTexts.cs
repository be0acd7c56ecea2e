namespace DayForThePoor.Web.Access;

/// <summary>Marks the texts about people who sign in (AccessTexts.resx).</summary>
public sealed class AccessTexts;
