using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Cases;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>A scan or a picture, as it was sent.</summary>
/// <param name="Name">As the sender calls it; only shown.</param>
public sealed record SentPaper(string? Name, Stream Content);

/// <summary>Whether a sponsor may meet a child, after the undertaking and the criminal record were looked at.</summary>
/// <param name="Outcome">asked, cleared or refused.</param>
/// <param name="CharterOn">The undertaking to protect children, signed.</param>
/// <param name="RecordOn">The criminal record (lý lịch tư pháp), issued.</param>
/// <param name="ValidUntil">Last day; null: two years after the older of the two papers.</param>
/// <param name="Paper">The signed undertaking, and the record if it may be kept. Nobody is cleared without one.</param>
public sealed record VetSponsor(
    Actor By, Guid UnitId, Guid SponsorId, string? Outcome, DateOnly? CharterOn, DateOnly? RecordOn, DateOnly? ValidUntil, string? Note, SentPaper? Paper = null) : IUnitMessage
{
    public const string Asked = "asked", Cleared = "cleared", Refused = "refused";

    public static readonly IReadOnlyList<string> Outcomes = [Asked, Cleared, Refused];

    /// <summary>Longest that papers clear a sponsor, in years.</summary>
    public const int Years = 2;

    public Permission Needs => Permission.ManagePledges;
}

/// <param name="ValidUntil">Last day on which the sponsor may meet a child; null: may not.</param>
/// <param name="Id">Names the decision, and its paper.</param>
public sealed record SponsorVetted(Guid Id, Guid SponsorId, string Outcome, DateOnly? ValidUntil);

public static class VetSponsorHandler
{
    private const string FileKind = "vetting";

    private const int LongestName = 120;

    public static async Task<Outcome<SponsorVetted>> Handle(VetSponsor command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        List<Refusal> no = [];
        if (!VetSponsor.Outcomes.Contains(command.Outcome)) no.Add(Refusal.Invalid("sponsor.vetting_outcome", "outcome"));
        if (command.CharterOn > today) no.Add(Refusal.Invalid("sponsor.vetting_future", "charterOn"));
        if (command.RecordOn > today) no.Add(Refusal.Invalid("sponsor.vetting_future", "recordOn"));
        var cleared = command.Outcome == VetSponsor.Cleared;
        if (cleared && command.CharterOn is null) no.Add(Refusal.Invalid("sponsor.charter_missing", "charterOn"));
        if (cleared && command.RecordOn is null) no.Add(Refusal.Invalid("sponsor.record_missing", "recordOn"));
        if (cleared && command.Paper is null) no.Add(Refusal.Invalid("sponsor.paper_missing", "file"));
        var note = CleanText.Check(command.Note, "note");
        no.AddRange(note.Refusals);
        if (no.Count > 0) return no;

        DateOnly? until = null;
        if (cleared)
        {
            var longest = Earlier(command.CharterOn!.Value, command.RecordOn!.Value).AddYears(VetSponsor.Years);
            until = command.ValidUntil ?? longest;
            if (until < today || until > longest) return Refusal.Invalid("sponsor.vetting_until", "validUntil", $"{longest:dd/MM/yyyy}");
        }
        var taken = command.Paper is { } sent ? await Papers.Take(sent.Content, "file", cancellation) : (Outcome<Paper>?)null;
        if (taken is { IsRefused: true } unfit) return new Outcome<SponsorVetted>(unfit.Refusals);

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        Guid? file = taken is { } paper ? await Keep(connection, command, paper.Value, today, now, cancellation) : null;
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.vetting (id, sponsor_id, outcome, charter_on, record_on, valid_until, file_id, note, recorded_at, recorded_by)
            select $1, id, $3, $4, $5, $6, $7, $8, $9, $10 from sponsorships.sponsor where id = $2 and unit_id = $11
            """, connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = command.SponsorId }, new() { Value = command.Outcome! }, Day(command.CharterOn), Day(command.RecordOn), Day(until),
                new() { Value = (object?)file ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = note.Value }, new() { Value = now },
                new() { Value = command.By.PersonId }, new() { Value = command.UnitId },
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) != 1) return AccessPolicy.OtherUnit;
        await transaction.CommitAsync(cancellation);
        return new SponsorVetted(id, command.SponsorId, command.Outcome!, until);
    }

    /// <summary>The names that phones and people give to pictures are text like any other; a bad one is no reason to refuse the picture.</summary>
    private static async Task<Guid> Keep(NpgsqlConnection connection, VetSponsor command, Paper paper, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var name = CleanText.Check(command.Paper!.Name, "name", LongestName).TryGet(out var clean) && clean.Length > 0 ? clean : FileKind;
        using var content = new MemoryStream(paper.Content);
        var sha256 = await AttachmentStore.Keep(connection, content, paper.MediaType, now, cancellation);
        var row = new CaseFileRow(Guid.CreateVersion7(now), command.UnitId, null, FileKind, name, paper.MediaType, sha256, content.Length, command.CharterOn ?? command.RecordOn ?? today);
        await row.Insert(connection, command.By.PersonId, now, cancellation);
        return row.Id;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static NpgsqlParameter Day(DateOnly? day) => new() { Value = (object?)day ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };
}
