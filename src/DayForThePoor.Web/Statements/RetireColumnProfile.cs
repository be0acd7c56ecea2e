using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Statements;

/// <summary>Let a column profile read no more files; the next one with its header asks again.</summary>
public sealed record RetireColumnProfile(Actor By, Guid UnitId, Guid ProfileId) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

public static class RetireColumnProfileHandler
{
    /// <returns>The profile. One that is retired already answers the same.</returns>
    public static async Task<Outcome<Guid>> Handle(RetireColumnProfile command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await ColumnProfiles.Retire(connection, command.UnitId, command.ProfileId, clock.GetUtcNow(), command.By.PersonId, cancellation)) return command.ProfileId;
        return await ColumnProfiles.Find(connection, command.ProfileId, cancellation) is { } profile && profile.UnitId == command.UnitId
            ? command.ProfileId
            : AccessPolicy.OtherUnit;
    }
}
