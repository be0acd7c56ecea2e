using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households;

namespace DayForThePoor.Web.Grants;

/// <summary>Note that the help reached the household (bàn giao), for goods, livelihood assets and houses with its minutes.</summary>
/// <param name="ToWhom">Who took it. Sealed.</param>
/// <param name="Note">May be empty. Sealed.</param>
public sealed record HandOverGrant(Actor By, Guid UnitId, Guid GrantId, DateOnly? On, string? ToWhom, string? Note, IReadOnlyList<Guid>? Files = null) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

/// <summary>Nothing more will come of it: paid or handed over, and no payment under way.</summary>
public sealed record CloseGrant(Actor By, Guid UnitId, Guid GrantId, DateOnly? On, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class HandOverGrantHandler
{
    public static async Task<Outcome<GrantMoved>> Handle(HandOverGrant command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var on = GrantMove.Day(command.On, "on", around, no);
        var toWhom = GrantMove.Text(command.ToWhom, "toWhom", true, no, RequestGrant.LongestName);
        var note = GrantMove.Text(command.Note, "note", false, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.GrantId, async (grants, grant) =>
        {
            List<Refusal> wrong = [];
            var files = await GrantMove.Files(grants, command.UnitId, command.Files, wrong, cancellation);
            wrong.AddRange(GrantDecider.WhyNotHandOver(grant, on, files));
            if (wrong.Count > 0) return wrong;
            if (grant.WishId is { } wish) await Wishes.Meet(grants.Connection, wish, on, cancellation);
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantHandedOver(step, grant.Id, on, files, grants.Seal(step, ("to_whom", toWhom), ("note", note)), command.By.PersonId));
        }, cancellation);
    }
}

public static class CloseGrantHandler
{
    public static async Task<Outcome<GrantMoved>> Handle(CloseGrant command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var on = GrantMove.Day(command.On, "on", around, no);
        var note = GrantMove.Text(command.Note, "note", false, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.GrantId, async (grants, grant) =>
        {
            if (GrantDecider.WhyNotClose(grant, await around.Payments(grants.Connection, grant.Id, cancellation)) is { } refusal) return refusal;
            if (grant.WishId is { } wish) await Wishes.Meet(grants.Connection, wish, on, cancellation);
            var step = Guid.CreateVersion7(around.Now);
            return GrantMove.Did(new GrantClosed(step, grant.Id, on, [], grants.Seal(step, ("note", note)), command.By.PersonId));
        }, cancellation);
    }
}
