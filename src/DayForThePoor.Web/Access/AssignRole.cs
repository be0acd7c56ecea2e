using DayForThePoor.Core;

namespace DayForThePoor.Web.Access;

/// <summary>Gives a role in a unit to someone whom the unit, or what lies under it, knows already.</summary>
public sealed record AssignRole(Actor By, Guid UnitId, Guid PersonId, string Role) : IUnitMessage
{
    public Permission Needs => Permission.ManagePeople;
}

public static class AssignRoleHandler
{
    public static async Task<Outcome<Guid>> Handle(AssignRole command, People people, PeopleQuery query, CancellationToken cancellation)
    {
        if (!await query.Sees(command.By, command.PersonId, cancellation)) return AccessPolicy.OtherUnit;
        if (!PersonRoles.All.Contains(command.Role)) return Refusal.Invalid("access.role_unknown", "role");
        return await people.Assign(command.By, command.PersonId, new(command.Role, command.UnitId), cancellation);
    }
}
