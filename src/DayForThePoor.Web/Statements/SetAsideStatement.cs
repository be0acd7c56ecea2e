using DayForThePoor.Core;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements;

/// <summary>Give up a file that waits for its columns; it stays kept and nothing of it is posted.</summary>
public sealed record SetAsideStatement(Actor By, Guid UnitId, Guid ImportId) : IUnitMessage
{
    public Permission Needs => Permission.ImportStatements;
}

public static class SetAsideStatementHandler
{
    public static async Task<Outcome<Guid>> Handle(
        SetAsideStatement command, Sessions sessions, IRegistry registry, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await ImportRecords.Find(connection, command.ImportId, cancellation) is not { } import
            || (await registry.Current(cancellation)).Accounts[import.AccountId].UnitId != command.UnitId)
            return AccessPolicy.OtherUnit;
        if (import.State == ImportStates.NeedsProfile)
            await ImportRecords.Refuse(connection, import.Id, StatementReadResult.Refused(ImportProblems.SetAside), clock.GetUtcNow(), cancellation);
        return import.Id;
    }
}
