using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>Put households on the hamlet's board (niêm yết) for the days that the rule demands.</summary>
/// <param name="From">First day; today when null.</param>
/// <param name="Place">Where it hangs. Sealed.</param>
public sealed record PostGrants(Actor By, Guid UnitId, IReadOnlyList<Guid> Grants, DateOnly? From, string? Place, IReadOnlyList<Guid>? Files = null) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class PostGrantsHandler
{
    public static async Task<Outcome<IReadOnlyList<GrantMoved>>> Handle(PostGrants command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var from = GrantMove.Day(command.From, "from", around, no);
        var place = GrantMove.Text(command.Place, "place", true, no, RequestGrant.LongestName);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.Grants, async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var files = await GrantMove.Files(grants, command.UnitId, command.Files, wrong, cancellation);
            var rule = await around.Rules.On(command.UnitId, grant.Purpose, around.Today, cancellation);
            if (GrantDecider.WhyNotPost(grant, rule, from) is { } refusal) wrong.Add(refusal);
            if (wrong.Count > 0) return wrong;
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantPosted(step, grant.Id, from, from.AddDays(rule.PostingDays), files, grants.Seal(step, ("place", place)), command.By.PersonId));
        }, cancellation);
    }
}
