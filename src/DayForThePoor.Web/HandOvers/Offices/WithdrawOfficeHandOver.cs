using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Offices;

/// <summary>Take minutes of a change of office back before all have signed. A repeat changes nothing.</summary>
public sealed record WithdrawOfficeHandOver(Actor By, Guid UnitId, Guid Id) : IUnitMessage
{
    public Permission Needs => Permission.HandOverFunds;
}

public static class WithdrawOfficeHandOverHandler
{
    /// <summary>False: withdrawn before.</summary>
    public static async Task<Outcome<bool>> Handle(WithdrawOfficeHandOver command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand(
            "update ledger.office_hand_over set state = 'withdrawn', ended_at = $3, ended_by = $4 where id = $1 and unit_id = $2 and state = 'waiting'", connection)
        {
            Parameters = { new() { Value = command.Id }, new() { Value = command.UnitId }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId } },
        };
        if (await update.ExecuteNonQueryAsync(cancellation) == 1) return true;
        return await OfficeRecords.Find(connection, command.Id, cancellation) is { } record && record.UnitId == command.UnitId
            ? record.State == OfficeStates.Withdrawn ? false : Refusal.Conflict("office.done")
            : Refusal.NotFound("handover.unknown");
    }
}
