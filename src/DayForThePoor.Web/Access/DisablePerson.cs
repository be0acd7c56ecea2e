using DayForThePoor.Core;

namespace DayForThePoor.Web.Access;

/// <summary>Closes a person's sign-in, when they leave. Only for an administrator above every unit where they hold a role.</summary>
/// <param name="UnitId">A unit where the person holds a role.</param>
public sealed record DisablePerson(Actor By, Guid UnitId, Guid PersonId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePeople;
}

public static class DisablePersonHandler
{
    public static async Task<Outcome<bool>> Handle(DisablePerson command, People people, PeopleQuery query, CancellationToken cancellation)
    {
        if (command.By.PersonId == command.PersonId) return Refusal.Conflict("access.disable_self");
        if (await query.WhyNotManage(command.By, command.PersonId, cancellation) is { } refusal) return refusal;
        await people.Disable(command.PersonId, cancellation);
        return true;
    }
}
