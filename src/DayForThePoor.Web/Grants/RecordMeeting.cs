using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>What the meeting said about one household.</summary>
/// <param name="Agreed">False: the grant is rejected, with the opinion as its reason.</param>
/// <param name="ProposedVnd">Đồng put forward; the sum asked for when null.</param>
/// <param name="VotesFor">Households; both counts or none. Demanded above the rule's limit.</param>
/// <param name="Opinion">Ý kiến; required where the meeting did not agree. Sealed.</param>
public sealed record MeetingLine(Guid Grant, bool Agreed, long? ProposedVnd, int? VotesFor, int? VotesAgainst, string? Opinion);

/// <summary>Biên bản họp thôn bình xét.</summary>
/// <param name="Hamlet">Whose meeting; null: that of the first household.</param>
/// <param name="Invited">Households asked to come, at least 1.</param>
/// <param name="Present">Of them.</param>
/// <param name="Files">Ids of files of the unit: minutes and photo are demanded above the rule's limit.</param>
public sealed record MeetingForm(
    DateOnly? HeldOn, TimeOnly? Begins, TimeOnly? Ends, string? Place, string? Chair, string? Secretary, int? Invited, int? Present, string? Note,
    IReadOnlyList<MeetingLine> Lines, Guid? Hamlet = null, IReadOnlyList<Guid>? Files = null);

/// <summary>Write down the meeting of a hamlet about one or several households. All or nothing.</summary>
public sealed record RecordMeeting(Actor By, Guid UnitId, MeetingForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

/// <param name="Grants">In the order of the lines.</param>
public sealed record MeetingRecorded(Guid MeetingId, IReadOnlyList<GrantMoved> Grants);

public static class RecordMeetingHandler
{
    /// <summary>Households of a large hamlet.</summary>
    private const int MostHouseholds = 5000;

    private sealed record Minutes(Guid Id, Guid Hamlet, DateOnly HeldOn, string Place, string Chair, string Secretary, string Note);

    private sealed record Written(MeetingLine Line, Guid StepId);

    public static async Task<Outcome<MeetingRecorded>> Handle(RecordMeeting command, GrantSurroundings around, CancellationToken cancellation)
    {
        var form = command.Form;
        List<Refusal> no = [];
        var minutes = Check(form, around, no);
        if (no.Count > 0) return no;

        var byGrant = form.Lines.ToDictionary(line => line.Grant);
        List<Written> written = [];
        Guid? hamlet = form.Hamlet;
        var moved = await GrantMove.Take(around, command.UnitId, [.. form.Lines.Select(line => line.Grant)], async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var line = byGrant[grant.Id];
            var lives = await HamletOf(grants.Connection, grant.HouseholdId, cancellation);
            hamlet ??= lives;
            if (lives != hamlet) wrong.Add(Refusal.Invalid("grant.other_hamlet", "hamlet"));
            var opinion = GrantMove.Text(line.Opinion, "opinion", required: !line.Agreed, wrong);
            var files = await GrantMove.Files(grants, command.UnitId, form.Files, wrong, cancellation);
            var rule = await around.Rules.On(command.UnitId, grant.Purpose, around.Today, cancellation);
            var proposed = line.ProposedVnd ?? grant.WishedVnd;
            wrong.AddRange(GrantDecider.WhyNotMeet(grant, rule, line.Agreed, proposed, line.VotesFor, line.VotesAgainst, form.Present!.Value, files));
            if (wrong.Count > 0) return wrong;

            var step = Guid.CreateVersion7(around.Now);
            written.Add(new(line with { ProposedVnd = line.Agreed ? proposed : null }, step));
            if (written.Count == form.Lines.Count) await Insert(grants.Connection, command, minutes with { Hamlet = hamlet!.Value }, written, around.Now, cancellation);
            return GrantMove.Did(new GrantMet(
                step, grant.Id, minutes.Id, minutes.HeldOn, line.Agreed, line.Agreed ? proposed!.Value : 0, files, grants.Seal(step, ("opinion", opinion)),
                command.By.PersonId, line.VotesFor, line.VotesAgainst));
        }, cancellation);
        return moved.Then<MeetingRecorded>(grants => new MeetingRecorded(minutes.Id, grants));
    }

    private static Minutes Check(MeetingForm form, GrantSurroundings around, List<Refusal> no)
    {
        if (form.Lines.Count == 0) no.Add(Refusal.Invalid("grant.none_chosen", "lines"));
        if (form.Lines.Select(line => line.Grant).Distinct().Count() < form.Lines.Count) no.Add(Refusal.Invalid("grant.twice", "lines"));
        if (form.Invited is not (> 0 and <= MostHouseholds)) no.Add(Refusal.Invalid("grant.invited", "invited"));
        if (form.Present is not >= 0 || form.Present > form.Invited) no.Add(Refusal.Invalid("grant.present", "present"));
        if (form.Ends <= form.Begins) no.Add(Refusal.Invalid("grant.ends", "ends"));
        return new Minutes(
            Guid.CreateVersion7(around.Now), Guid.Empty, GrantMove.Day(form.HeldOn, "heldOn", around, no),
            GrantMove.Text(form.Place, "place", true, no, RequestGrant.LongestName), GrantMove.Text(form.Chair, "chair", true, no, RequestGrant.LongestName),
            GrantMove.Text(form.Secretary, "secretary", true, no, RequestGrant.LongestName), GrantMove.Text(form.Note, "note", false, no));
    }

    private static async Task<Guid?> HamletOf(NpgsqlConnection connection, Guid household, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select hamlet_id from households.household where id = $1", connection) { Parameters = { new() { Value = household } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }

    private static async Task Insert(
        NpgsqlConnection connection, RecordMeeting command, Minutes minutes, IReadOnlyList<Written> lines, DateTimeOffset at, CancellationToken cancellation)
    {
        var form = command.Form;
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    insert into grants.meeting (id, unit_id, hamlet_id, held_on, begins, ends, place, chair, secretary, invited, present, note, recorded_at, recorded_by)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = minutes.Id }, new() { Value = command.UnitId }, new() { Value = minutes.Hamlet }, new() { Value = minutes.HeldOn },
                        new() { Value = form.Begins ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Time }, new() { Value = form.Ends ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Time },
                        new() { Value = minutes.Place }, new() { Value = minutes.Chair }, new() { Value = minutes.Secretary }, new() { Value = form.Invited!.Value },
                        new() { Value = form.Present!.Value }, new() { Value = minutes.Note }, new() { Value = at.ToUniversalTime() }, new() { Value = command.By.PersonId },
                    },
                },
                new("""
                    insert into grants.meeting_line (meeting_id, line, support_id, agreed, proposed, votes_for, votes_against, step_id)
                    select $1, l.line, l.support_id, l.agreed, l.proposed, l.votes_for, l.votes_against, l.step_id
                    from unnest($2::uuid[], $3::boolean[], $4::bigint[], $5::int[], $6::int[], $7::uuid[]) with ordinality
                      l(support_id, agreed, proposed, votes_for, votes_against, step_id, line)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = minutes.Id }, new() { Value = lines.Select(l => l.Line.Grant).ToArray() }, new() { Value = lines.Select(l => l.Line.Agreed).ToArray() },
                        new() { Value = lines.Select(l => l.Line.ProposedVnd).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                        new() { Value = lines.Select(l => l.Line.VotesFor).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                        new() { Value = lines.Select(l => l.Line.VotesAgainst).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                        new() { Value = lines.Select(l => l.StepId).ToArray() },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
