using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// Keep a paper or a picture of the unit, to be put to a step by its id. What it is is read from its content: a PDF stays as
/// it is, a picture is drawn anew, so that place and device are gone.
/// </summary>
/// <param name="Kind">One of <see cref="GrantFiles"/>.</param>
/// <param name="Name">As the sender calls it; only shown.</param>
public sealed record KeepGrantFile(Actor By, Guid UnitId, string? Kind, string? Name, Stream Content) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

/// <param name="Sha256">Of what is kept, lower-case hex.</param>
public sealed record GrantFileKept(Guid FileId, string Kind, string Name, string MediaType, string Sha256);

public static class KeepGrantFileHandler
{
    public static async Task<Outcome<GrantFileKept>> Handle(KeepGrantFile command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        if (!GrantFiles.All.Contains(command.Kind)) no.Add(Refusal.Invalid("grant.file_kind", "kind"));
        var cleaned = CleanText.Check(command.Name, "name", RequestGrant.LongestName);
        var name = cleaned.IsRefused || cleaned.Value.Length == 0 ? command.Kind ?? "" : cleaned.Value;
        if (no.Count > 0) return no;

        var taken = await Attachments.Papers.Take(command.Content, "file", cancellation);
        if (!taken.TryGet(out var paper)) return new(taken.Refusals);
        using var kept = new MemoryStream(paper.Content);
        await using var grants = await around.Begin(command.UnitId, cancellation);
        var file = new GrantFileRow(Guid.CreateVersion7(around.Now), command.UnitId, command.Kind!, name, paper.MediaType, kept.Length);
        var sha256 = await AttachmentStore.Keep(grants.Connection, kept, paper.MediaType, around.Now, cancellation);
        await file.Insert(grants.Connection, sha256, command.By.PersonId, around.Now, cancellation);
        await grants.Commit(cancellation);
        return new GrantFileKept(file.Id, file.Kind, file.Name, paper.MediaType, Convert.ToHexStringLower(sha256));
    }
}
