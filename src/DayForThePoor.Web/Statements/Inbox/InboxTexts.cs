namespace DayForThePoor.Web.Statements.Inbox;

/// <summary>Marks the texts of the folder where statements are dropped (InboxTexts.resx).</summary>
public sealed class InboxTexts;
