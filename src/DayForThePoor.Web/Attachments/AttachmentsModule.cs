using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Attachments;

/// <summary>Registers what files and pictures of all modules share.</summary>
public static class AttachmentsModule
{
    public static void AddAttachments(this WebApplicationBuilder builder) => builder.Services.AddRefusalTexts<AttachmentTexts>();
}
