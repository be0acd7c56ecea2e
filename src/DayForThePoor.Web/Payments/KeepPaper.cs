using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Payments;

/// <summary>Store an invoice, a decision or a picture, so that an order can name it. Kept by content: the same file twice is one.</summary>
/// <param name="Field">Of the form, for what is wrong with it.</param>
public sealed record KeepPaper(Actor By, Guid UnitId, string Name, Stream Content, string Field = "papers") : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

public static class KeepPaperHandler
{
    private const int LongestName = 120;

    /// <summary>Codes: those of <see cref="Papers.Take"/>.</summary>
    public static async Task<Outcome<PaperForm>> Handle(KeepPaper command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var taken = await Papers.Take(command.Content, command.Field, cancellation);
        if (!taken.TryGet(out var paper)) return new(taken.Refusals);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        using var content = new MemoryStream(paper.Content);
        var sha256 = await AttachmentStore.Keep(connection, content, paper.MediaType, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return new PaperForm(Convert.ToHexStringLower(sha256), NameOf(command.Name, paper.MediaType));
    }

    /// <summary>What a person called the file, without path and control characters, with the ending of what it is.</summary>
    private static string NameOf(string given, string mediaType)
    {
        var name = new string([.. Path.GetFileNameWithoutExtension(given.Replace('\\', '/')).Where(c => !char.IsControl(c)).Take(LongestName)]).Trim();
        return (name.Length > 0 ? name : "van-ban") + (mediaType == "application/pdf" ? ".pdf" : ".jpg");
    }
}
