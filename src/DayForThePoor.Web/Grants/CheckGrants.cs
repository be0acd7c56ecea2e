using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>Look up what the households received before (kiểm tra trùng hỗ trợ) and keep the outcome with the grants. May be done again.</summary>
public sealed record CheckGrants(Actor By, Guid UnitId, IReadOnlyList<Guid> Grants) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class CheckGrantsHandler
{
    public static Task<Outcome<IReadOnlyList<GrantMoved>>> Handle(CheckGrants command, GrantSurroundings around, CancellationToken cancellation) =>
        GrantMove.Take(around, command.UnitId, command.Grants, async (grants, grant) =>
        {
            var rule = await around.Rules.On(command.UnitId, grant.Purpose, around.Today, cancellation);
            if (GrantDecider.WhyNotCheck(grant, rule) is { } refusal) return refusal;
            var found = await around.Overlap(grants.Connection, grant, rule, grant.ProposedVnd ?? grant.WishedVnd ?? 0, cancellation);
            return GrantMove.Did(new GrantChecked(
                Guid.CreateVersion7(around.Now), grant.Id, around.Today, found.Hash, found.Soft, found.Hard, [], GrantMove.NoTexts, command.By.PersonId));
        }, cancellation);
}

/// <summary>
/// Let a hard conflict (không được chi trùng) pass, with a reason. It covers what is found at this moment, and counts only
/// when somebody else signs the approval.
/// </summary>
public sealed record OverrideOverlap(Actor By, Guid UnitId, Guid GrantId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

public static class OverrideOverlapHandler
{
    public static async Task<Outcome<GrantMoved>> Handle(OverrideOverlap command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = GrantMove.Text(command.Reason, "reason", true, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.GrantId, async (grants, grant) =>
        {
            var rule = await around.Rules.On(command.UnitId, grant.Purpose, around.Today, cancellation);
            var found = await around.Overlap(grants.Connection, grant, rule, grant.ProposedVnd ?? grant.WishedVnd ?? 0, cancellation);
            if (GrantDecider.WhyNotOverride(grant, found, command.By.PersonId) is { } refusal) return refusal;
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantOverlapOverridden(step, grant.Id, found.Hash, [], grants.Seal(step, ("reason", reason)), command.By.PersonId));
        }, cancellation);
    }
}
