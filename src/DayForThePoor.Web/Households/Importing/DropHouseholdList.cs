using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>A list in quarantine is not wanted after all; what it said is erased.</summary>
public sealed record DropHouseholdList(Actor By, Guid UnitId, Guid ImportId) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class DropHouseholdListHandler
{
    public static async Task<Outcome<bool>> Handle(DropHouseholdList command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await ListImports.Find(connection, command.ImportId, cancellation) is not { } import || import.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        return await ListImports.End(connection, import.Id, ListStates.Dropped, null, command.By.PersonId, clock.GetUtcNow(), cancellation)
            ? true
            : Refusal.Conflict("household_list.ended");
    }
}
