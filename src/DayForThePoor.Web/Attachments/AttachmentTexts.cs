namespace DayForThePoor.Web.Attachments;

/// <summary>Marks the texts of files and pictures (AttachmentTexts.resx).</summary>
public sealed class AttachmentTexts;
