using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <param name="ShareVnd">Đồng a month.</param>
/// <param name="LeftOn">Null: is a member.</param>
public sealed record MemberView(Guid Id, string Name, long ShareVnd, DateOnly JoinedOn, DateOnly? LeftOn);

/// <summary>What was found about meeting a child; the last counts.</summary>
/// <param name="Outcome">asked, cleared or refused.</param>
/// <param name="CharterOn">The undertaking to protect children, signed.</param>
/// <param name="RecordOn">The criminal record, issued.</param>
/// <param name="HasPaper">A scan is kept with it.</param>
/// <param name="By">Who decided.</param>
public sealed record VettingView(
    Guid Id, string Outcome, DateOnly? CharterOn, DateOnly? RecordOn, DateOnly? ValidUntil, string Note, bool HasPaper, DateTimeOffset RecordedAt, string By);

/// <summary>A field that was written anew.</summary>
/// <param name="EditId">The same for all fields of one edit.</param>
/// <param name="Field">kind, name, contactName, phone, email, address, mayBeNamed or members.</param>
public sealed record SponsorChange(Guid EditId, string Field, string Was, string Became, DateTimeOffset At, string By);

/// <summary>All about one sponsor, for staff of the unit.</summary>
/// <param name="Members">Of a group; who left stands last.</param>
/// <param name="Shares">Of a group that promised money.</param>
/// <param name="Vettings">Newest first.</param>
/// <param name="Changes">Newest first.</param>
public sealed record SponsorDetail(
    SponsorRow Sponsor, IReadOnlyList<MemberView> Members, GroupShares? Shares, IReadOnlyList<VettingView> Vettings, IReadOnlyList<SponsorChange> Changes);

/// <summary>Reads one sponsor whole. Who may see the unit is the caller's question.</summary>
public sealed class SponsorDetails(Sessions sessions, SponsorQueries sponsors)
{
    /// <summary>Null: no such sponsor.</summary>
    public async Task<SponsorDetail?> Find(Guid id, CancellationToken cancellation)
    {
        if (await sponsors.Find(id, cancellation) is not { } sponsor) return null;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])[
            "select id, name, share, joined_on, left_on from sponsorships.sponsor_member where sponsor_id = $1 order by left_on nulls first, id",
            """
            select v.id, v.outcome, v.charter_on, v.record_on, v.valid_until, v.note, v.file_id is not null, v.recorded_at, coalesce(w.display_name, '')
            from sponsorships.vetting v left join identity.person w on w.id = v.recorded_by where v.sponsor_id = $1 order by v.recorded_at desc, v.id desc
            """,
            """
            select c.edit_id, c.field, c.was, c.became, c.changed_at, coalesce(w.display_name, '')
            from sponsorships.sponsor_change c left join identity.person w on w.id = c.changed_by where c.sponsor_id = $1 order by c.changed_at desc, c.edit_id, c.field
            """])
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id } } });

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        List<MemberView> members = [];
        while (await row.ReadAsync(cancellation)) members.Add(new(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<DateOnly>(3), Day(4)));
        await row.NextResultAsync(cancellation);
        List<VettingView> vettings = [];
        while (await row.ReadAsync(cancellation))
            vettings.Add(new(row.GetGuid(0), row.GetString(1), Day(2), Day(3), Day(4), row.GetString(5), row.GetBoolean(6), row.GetFieldValue<DateTimeOffset>(7), row.GetString(8)));
        await row.NextResultAsync(cancellation);
        List<SponsorChange> changes = [];
        while (await row.ReadAsync(cancellation))
            changes.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5)));

        var shares = sponsor.Kind == SponsorKinds.Group ? GroupShares.Of(members.Where(m => m.LeftOn is null).Select(m => m.ShareVnd), sponsor.YearlyVnd) : null;
        return new(sponsor, members, shares, vettings, changes);

        DateOnly? Day(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
    }

    /// <summary>The content of the paper that is kept with a decision; null when there is none.</summary>
    public async Task<byte[]?> Paper(Guid sponsor, Guid vetting, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(
            "select f.sha256 from sponsorships.vetting v join sponsorships.file f on f.id = v.file_id where v.id = $1 and v.sponsor_id = $2", connection)
        {
            Parameters = { new() { Value = vetting }, new() { Value = sponsor } },
        };
        return await select.ExecuteScalarAsync(cancellation) as byte[];
    }
}
