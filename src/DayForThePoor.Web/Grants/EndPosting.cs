using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>Take the notice down after its days (kết thúc niêm yết); no objection may be without an answer.</summary>
/// <param name="On">Today when null; not before the last day.</param>
public sealed record EndPosting(Actor By, Guid UnitId, IReadOnlyList<Guid> Grants, DateOnly? On, string? Note, IReadOnlyList<Guid>? Files = null) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class EndPostingHandler
{
    public static async Task<Outcome<IReadOnlyList<GrantMoved>>> Handle(EndPosting command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var on = GrantMove.Day(command.On, "on", around, no);
        var note = GrantMove.Text(command.Note, "note", false, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.Grants, async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var files = await GrantMove.Files(grants, command.UnitId, command.Files, wrong, cancellation);
            if (GrantDecider.WhyNotEndPosting(grant, on) is { } refusal) wrong.Add(refusal);
            if (wrong.Count > 0) return wrong;
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantPostingEnded(step, grant.Id, on, files, grants.Seal(step, ("note", note)), command.By.PersonId));
        }, cancellation);
    }
}
