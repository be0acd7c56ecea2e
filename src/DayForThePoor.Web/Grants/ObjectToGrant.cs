using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>Write down an objection (ý kiến phản ánh) to a household on the board.</summary>
/// <param name="Text">What was said. Sealed.</param>
/// <param name="Objector">Who said it; may be empty. Sealed.</param>
public sealed record ObjectToGrant(Actor By, Guid UnitId, Guid GrantId, DateOnly? On, string? Text, string? Objector, IReadOnlyList<Guid>? Files = null) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

/// <param name="ObjectionId">Names it when it is answered.</param>
public sealed record ObjectionWritten(Guid GrantId, Guid ObjectionId);

public static class ObjectToGrantHandler
{
    public static async Task<Outcome<ObjectionWritten>> Handle(ObjectToGrant command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var on = GrantMove.Day(command.On, "on", around, no);
        var text = GrantMove.Text(command.Text, "text", true, no);
        var objector = GrantMove.Text(command.Objector, "objector", false, no, RequestGrant.LongestName);
        if (no.Count > 0) return no;
        var step = Guid.CreateVersion7(around.Now);
        var moved = await GrantMove.Take(around, command.UnitId, command.GrantId, async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var files = await GrantMove.Files(grants, command.UnitId, command.Files, wrong, cancellation);
            if (GrantDecider.WhyNotObject(grant, on) is { } refusal) wrong.Add(refusal);
            if (wrong.Count > 0) return wrong;
            return GrantMove.Did(new GrantObjected(step, grant.Id, on, files, grants.Seal(step, ("objection", text), ("objector", objector)), command.By.PersonId));
        }, cancellation);
        return moved.Then<ObjectionWritten>(done => new ObjectionWritten(done.GrantId, step));
    }
}

/// <summary>Say how an objection was resolved.</summary>
/// <param name="Upheld">It was right: the grant has to be sent back or refused.</param>
/// <param name="Answer">In words. Sealed.</param>
public sealed record AnswerObjection(Actor By, Guid UnitId, Guid GrantId, Guid ObjectionId, bool Upheld, string? Answer, DateOnly? On, IReadOnlyList<Guid>? Files = null) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class AnswerObjectionHandler
{
    public static async Task<Outcome<GrantMoved>> Handle(AnswerObjection command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var on = GrantMove.Day(command.On, "on", around, no);
        var answer = GrantMove.Text(command.Answer, "answer", true, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.GrantId, async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var files = await GrantMove.Files(grants, command.UnitId, command.Files, wrong, cancellation);
            if (GrantDecider.WhyNotAnswer(grant, command.ObjectionId) is { } refusal) wrong.Add(refusal);
            if (wrong.Count > 0) return wrong;
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantObjectionAnswered(step, grant.Id, command.ObjectionId, on, command.Upheld, files, grants.Seal(step, ("answer", answer)), command.By.PersonId));
        }, cancellation);
    }
}
