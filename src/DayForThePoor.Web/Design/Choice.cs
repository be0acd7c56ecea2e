namespace DayForThePoor.Web.Design;

/// <summary>One option of a list to choose from.</summary>
public sealed record Choice(string Value, string Text);
