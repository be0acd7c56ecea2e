namespace DayForThePoor.Web.Design;

/// <summary>Marks the texts of layout, menu and shared components: <c>DesignTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class DesignTexts;
