using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Households.Importing;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>Records a list that waits: all of it in one transaction, or nothing.</summary>
public sealed record AcceptOutsideList(Actor By, Guid UnitId, Guid ImportId) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class AcceptOutsideListHandler
{
    /// <returns>Supports recorded.</returns>
    public static async Task<Outcome<int>> Handle(AcceptOutsideList command, Sessions sessions, PersonalKey key, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await OutsideImports.Find(connection, command.ImportId, cancellation) is not { } import || import.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        if (await OutsideImports.RowsOf(connection, import.Id, key, cancellation) is not { } rows) return Refusal.Conflict("outside_list.ended");

        // Compared anew: the register, and what was recorded of others, may have changed since the list was read.
        var (matched, problems) = await new OutsideMatch(connection, command.UnitId, key).Of(rows, cancellation);
        if (problems.Count > 0) return Refusal.Conflict("outside_list.changed", null, $"{problems.Count}");
        var added = await OutsideSupport.Insert(connection, command.UnitId, [.. matched.Select(match => match.Support)], import.Id, command.By.PersonId, clock.GetUtcNow(), cancellation);
        if (added.Count != matched.Count) return Refusal.Conflict("outside_list.changed", null, $"{matched.Count - added.Count}");
        await OutsideImports.End(connection, import.Id, ListStates.Accepted, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return added.Count;
    }
}
