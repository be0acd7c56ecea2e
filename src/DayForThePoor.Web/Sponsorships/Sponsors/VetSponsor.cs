using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>Whether a sponsor may meet a child, after the undertaking and the criminal record were looked at.</summary>
/// <param name="Outcome">asked, cleared or refused.</param>
/// <param name="CharterOn">The undertaking to protect children, signed.</param>
/// <param name="RecordOn">The criminal record (lý lịch tư pháp), issued.</param>
/// <param name="ValidUntil">Last day; null: two years after the older of the two papers.</param>
public sealed record VetSponsor(
    Actor By, Guid UnitId, Guid SponsorId, string? Outcome, DateOnly? CharterOn, DateOnly? RecordOn, DateOnly? ValidUntil, string? Note) : IUnitMessage
{
    public const string Asked = "asked", Cleared = "cleared", Refused = "refused";

    public static readonly IReadOnlyList<string> Outcomes = [Asked, Cleared, Refused];

    /// <summary>Longest that papers clear a sponsor, in years.</summary>
    public const int Years = 2;

    public Permission Needs => Permission.ManagePledges;
}

/// <param name="ValidUntil">Last day on which the sponsor may meet a child; null: may not.</param>
public sealed record SponsorVetted(Guid SponsorId, string Outcome, DateOnly? ValidUntil);

public static class VetSponsorHandler
{
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
        var note = CleanText.Check(command.Note, "note");
        no.AddRange(note.Refusals);
        if (no.Count > 0) return no;

        DateOnly? until = null;
        if (cleared)
        {
            var longest = (command.CharterOn < command.RecordOn ? command.CharterOn : command.RecordOn)!.Value.AddYears(VetSponsor.Years);
            until = command.ValidUntil ?? longest;
            if (until < today || until > longest) return Refusal.Invalid("sponsor.vetting_until", "validUntil", $"{longest:dd/MM/yyyy}");
        }
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.vetting (id, sponsor_id, outcome, charter_on, record_on, valid_until, note, recorded_at, recorded_by)
            select $1, id, $3, $4, $5, $6, $7, $8, $9 from sponsorships.sponsor where id = $2 and unit_id = $10
            """, connection)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7() }, new() { Value = command.SponsorId }, new() { Value = command.Outcome! }, Day(command.CharterOn), Day(command.RecordOn), Day(until),
                new() { Value = note.Value }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = command.UnitId },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellation) == 1 ? new SponsorVetted(command.SponsorId, command.Outcome!, until) : AccessPolicy.OtherUnit;
    }

    private static NpgsqlParameter Day(DateOnly? day) => new() { Value = (object?)day ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };
}
