using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>Close an alarm by having looked. The same cause does not open it again; a later one does.</summary>
public sealed record SeeAlarm(Actor By, Guid UnitId, Guid AlarmId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class SeeAlarmHandler
{
    /// <summary>Codes: alarm.unknown, alarm.needs_deed.</summary>
    public static async Task<Outcome<bool>> Handle(SeeAlarm command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var select = new NpgsqlCommand("select kind from sponsorships.alarm where id = $1 and unit_id = $2", connection)
        {
            Parameters = { new() { Value = command.AlarmId }, new() { Value = command.UnitId } },
        };
        if (await select.ExecuteScalarAsync(cancellation) is not string kind) return Refusal.NotFound("alarm.unknown");
        if (!AlarmKinds.EndedByLooking.Contains(kind)) return Refusal.Conflict("alarm.needs_deed");
        await using var update = new NpgsqlCommand("update sponsorships.alarm set closed_at = $2, closed_by = $3, closed_how = 'seen' where id = $1 and closed_at is null", connection)
        {
            Parameters = { new() { Value = command.AlarmId }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId } },
        };
        await update.ExecuteNonQueryAsync(cancellation);
        return true;
    }
}
