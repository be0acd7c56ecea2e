namespace DayForThePoor.Web.Design;

/// <summary>One line of a task list.</summary>
/// <param name="Figure">A count or an amount, already written out.</param>
/// <param name="Calm">Nothing has to be done: a figure to know, or a queue that is empty.</param>
public sealed record TaskItem(string Text, string Href, string Figure, string? Note = null, bool Calm = false);
