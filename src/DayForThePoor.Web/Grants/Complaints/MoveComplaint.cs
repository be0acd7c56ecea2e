using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using Npgsql;

namespace DayForThePoor.Web.Grants.Complaints;

/// <summary>Take a complaint on: examine it, answer it, close it. A confined one only by whoever may read complaints.</summary>
/// <param name="State">One of <see cref="ComplaintStates"/> that follows where it stands.</param>
/// <param name="Note">The answer when it is answered, and then required; else a note that may be empty.</param>
public sealed record MoveComplaint(Actor By, Guid UnitId, Guid ComplaintId, string State, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

public sealed record ComplaintMoved(Guid ComplaintId, string State);

public static class MoveComplaintHandler
{
    public static async Task<Outcome<ComplaintMoved>> Handle(
        MoveComplaint command, GrantSurroundings around, IAccessPolicy policy, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var answers = command.State == ComplaintStates.Answered;
        var note = GrantMove.Text(command.Note, answers ? "answer" : "note", answers, no, RecordComplaint.LongestText);
        if (!ComplaintStates.All.Contains(command.State)) no.Add(Refusal.Invalid("complaint.state", "state"));
        if (no.Count > 0) return no;

        await using var grants = await around.Begin(command.UnitId, cancellation);
        string state;
        bool confined;
        await using (var locking = new NpgsqlCommand("select state, confined from grants.complaint where id = $1 and unit_id = $2 for update", grants.Connection)
        {
            Parameters = { new() { Value = command.ComplaintId }, new() { Value = command.UnitId } },
        })
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return Refusal.NotFound("complaint.unknown");
            (state, confined) = (row.GetString(0), row.GetBoolean(1));
        }
        if (confined && await policy.WhyNot(command.By, Permission.ReadComplaints, command.UnitId, cancellation) is not null) return Refusal.NotFound("complaint.unknown");
        if (!ComplaintStates.Follows(state, command.State)) return Refusal.Conflict("complaint.step");

        await using var update = new NpgsqlCommand(
            "update grants.complaint set state = $2, answer = case when $3 then $4 else answer end, answered_on = case when $3 then $5 else answered_on end where id = $1", grants.Connection)
        {
            Parameters =
            {
                new() { Value = command.ComplaintId }, new() { Value = command.State }, new() { Value = answers }, new() { Value = note }, new() { Value = around.Today },
            },
        };
        await update.ExecuteNonQueryAsync(cancellation);
        await ComplaintSteps.Insert(grants.Connection, command.ComplaintId, command.State, note, command.By.PersonId, around.Now.ToUniversalTime(), cancellation);
        await grants.Commit(cancellation);
        return new ComplaintMoved(command.ComplaintId, command.State);
    }
}

/// <summary>Rows of <c>grants.complaint_step</c>.</summary>
internal static class ComplaintSteps
{
    public static async Task Insert(NpgsqlConnection connection, Guid complaint, string state, string note, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("insert into grants.complaint_step (complaint_id, at, state, note, by_person) values ($1, $2, $3, $4, $5)", connection)
        {
            Parameters = { new() { Value = complaint }, new() { Value = at }, new() { Value = state }, new() { Value = note }, new() { Value = by } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
