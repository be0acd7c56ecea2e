using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// Puts a paper or a picture into the file of a case. What it is is read from its content: a PDF stays as it is, a picture is
/// drawn anew, so that place and device are gone.
/// </summary>
/// <param name="Kind">One of <see cref="CaseFileKinds.OfCases"/>.</param>
/// <param name="Name">As the sender calls it; only shown.</param>
/// <param name="On">Day of the paper; today when null.</param>
public sealed record KeepCaseFile(Actor By, Guid UnitId, Guid BeneficiaryId, string? Kind, string? Name, DateOnly? On, Stream Content) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

/// <param name="Sha256">Of what is kept, lower-case hex.</param>
public sealed record CaseFileKept(Guid FileId, string Kind, string Name, string MediaType, string Sha256);

public static class KeepCaseFileHandler
{
    public static async Task<Outcome<CaseFileKept>> Handle(KeepCaseFile command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        if (!CaseFileKinds.OfCases.Contains(command.Kind)) no.Add(Refusal.Invalid("case.file_kind", "kind"));
        var on = typed.Day(command.On, "onDate");
        if (no.Count > 0) return no;
        var taken = await Attachments.Papers.Take(command.Content, "file", cancellation);
        if (!taken.TryGet(out var paper)) return new(taken.Refusals);

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await CasePerson.Find(connection, command.UnitId, command.BeneficiaryId, cancellation) is null) return AccessPolicy.OtherUnit;
        // The names that phones and people give to pictures are text like any other; a bad one is no reason to refuse the picture.
        var name = CleanText.Check(command.Name, "name", Typed.LongestName).TryGet(out var clean) && clean.Length > 0 ? clean : command.Kind!;
        var now = clock.GetUtcNow();
        using var kept = new MemoryStream(paper.Content);
        var sha256 = await AttachmentStore.Keep(connection, kept, paper.MediaType, now, cancellation);
        var file = new CaseFileRow(Guid.CreateVersion7(now), command.UnitId, command.BeneficiaryId, command.Kind!, name, paper.MediaType, sha256, kept.Length, on);
        await file.Insert(connection, command.By.PersonId, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return new CaseFileKept(file.Id, file.Kind, file.Name, file.MediaType, Convert.ToHexStringLower(sha256));
    }
}
