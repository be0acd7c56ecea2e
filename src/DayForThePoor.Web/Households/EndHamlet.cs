using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>A hamlet was merged or renamed: from the next day on nobody is entered in it. Households and lists of before keep it.</summary>
public sealed record EndHamlet(Actor By, Guid UnitId, Guid HamletId, DateOnly? LastDay) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class EndHamletHandler
{
    public static async Task<Outcome<bool>> Handle(EndHamlet command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var lastDay = command.LastDay ?? VietnamTime.TodayIn(clock);
        if (lastDay > VietnamTime.TodayIn(clock)) return Refusal.Invalid("household.future", "lastDay");
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand(
            "update households.hamlet set valid_to = $3 where id = $1 and unit_id = $2 and valid_to is null and valid_from <= $3", connection)
        {
            Parameters = { new() { Value = command.HamletId }, new() { Value = command.UnitId }, new() { Value = lastDay } },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? true : Refusal.Conflict("hamlet.not_open", "lastDay");
    }
}
