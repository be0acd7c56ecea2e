using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Take minutes back before all have signed, to draw them up anew. A repeat changes nothing.</summary>
/// <param name="UnitId">The giver, whose paper it is.</param>
public sealed record WithdrawHandOver(Actor By, Guid UnitId, Guid Id) : IUnitMessage
{
    public Permission Needs => Permission.HandOverFunds;
}

public static class WithdrawHandOverHandler
{
    /// <summary>False: withdrawn before.</summary>
    public static async Task<Outcome<bool>> Handle(WithdrawHandOver command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand(
            "update ledger.hand_over set state = 'withdrawn', ended_at = $3, ended_by = $4 where id = $1 and unit_id = $2 and state = 'waiting'", connection)
        {
            Parameters = { new() { Value = command.Id }, new() { Value = command.UnitId }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId } },
        };
        if (await update.ExecuteNonQueryAsync(cancellation) == 1) return true;
        return await HandOverRecords.Find(connection, command.Id, cancellation) switch
        {
            { State: HandOverStates.Withdrawn } record when record.UnitId == command.UnitId => false,
            { State: HandOverStates.Posted } record when record.UnitId == command.UnitId => Refusal.Conflict("handover.posted"),
            _ => Refusal.NotFound("handover.unknown"),
        };
    }
}
