using DayForThePoor.Core;

namespace DayForThePoor.Web.Access;

/// <summary>Takes a role away; at work it ends within <see cref="Standings.Age"/>.</summary>
/// <param name="UnitId">Unit of the assignment; the doors take it from <see cref="PeopleQuery.UnitOfAssignment"/>.</param>
public sealed record EndRole(Actor By, Guid UnitId, Guid PersonId, Guid AssignmentId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePeople;
}

public static class EndRoleHandler
{
    /// <summary>True: ended now; false: it had ended before.</summary>
    public static async Task<Outcome<bool>> Handle(EndRole command, People people, PeopleQuery query, CancellationToken cancellation) =>
        await query.UnitOfAssignment(command.PersonId, command.AssignmentId, cancellation) == command.UnitId
            ? await people.End(command.AssignmentId, cancellation)
            : AccessPolicy.OtherUnit;
}
