using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>A household was ended by mistake, or came back.</summary>
public sealed record ReopenHousehold(Actor By, Guid UnitId, Guid HouseholdId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class ReopenHouseholdHandler
{
    public static async Task<Outcome<bool>> Handle(ReopenHousehold command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason");
        if (reason.IsRefused) return new(reason.Refusals);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var update = new NpgsqlCommand(
            "update households.household set ended = null, ended_on = null where id = $1 and unit_id = $2 and ended is not null", connection)
        {
            Parameters = { new() { Value = command.HouseholdId }, new() { Value = command.UnitId } },
        };
        if (await update.ExecuteNonQueryAsync(cancellation) == 0) return Refusal.Conflict("household.not_ended", "reason");
        var happening = new Happening(Guid.CreateVersion7(), command.HouseholdId, HappeningKinds.Reopened, VietnamTime.TodayIn(clock), null, reason.Value, null);
        await happening.Insert(connection, command.UnitId, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
