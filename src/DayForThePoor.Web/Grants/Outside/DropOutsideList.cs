using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households.Importing;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>A list that waits is not wanted after all; what it said is erased.</summary>
public sealed record DropOutsideList(Actor By, Guid UnitId, Guid ImportId) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class DropOutsideListHandler
{
    public static async Task<Outcome<bool>> Handle(DropOutsideList command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await OutsideImports.Find(connection, command.ImportId, cancellation) is not { } import || import.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        return await OutsideImports.End(connection, import.Id, ListStates.Dropped, command.By.PersonId, clock.GetUtcNow(), cancellation)
            ? true
            : Refusal.Conflict("outside_list.ended");
    }
}
