namespace DayForThePoor.Web.Design;

/// <summary>One option of a list to choose from.</summary>
/// <param name="For">The fund that it belongs to; a script then hides it while another fund is chosen.</param>
public sealed record Choice(string Value, string Text, string? For = null);
