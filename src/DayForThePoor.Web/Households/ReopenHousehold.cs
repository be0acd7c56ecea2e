using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households.Importing;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>A household was ended by mistake, or came back: its people with it. Whoever was written into another household meanwhile has to leave that one first.</summary>
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
        await RegisterReader.Lock(connection, command.UnitId, cancellation);
        if (await Elsewhere(connection, command, cancellation) is { } code) return Refusal.Conflict("household.id_elsewhere", "reason", code);
        await using var update = new NpgsqlCommand("""
            with back as (
              update households.member m set left_on = null from households.household h
              where h.id = $1 and h.unit_id = $2 and m.household_id = h.id and m.left_on = h.ended_on)
            update households.household set ended = null, ended_on = null where id = $1 and unit_id = $2 and ended is not null
            """, connection)
        {
            Parameters = { new() { Value = command.HouseholdId }, new() { Value = command.UnitId } },
        };
        if (await update.ExecuteNonQueryAsync(cancellation) == 0) return Refusal.Conflict("household.not_ended", "reason");
        var happening = new Happening(Guid.CreateVersion7(), command.HouseholdId, HappeningKinds.Reopened, VietnamTime.TodayIn(clock), null, reason.Value, null);
        await happening.Insert(connection, command.UnitId, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Code of a household of the commune in which somebody of this one lives now.</summary>
    private static async Task<string?> Elsewhere(NpgsqlConnection connection, ReopenHousehold command, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select o.code from households.household h
            join households.member m on m.household_id = h.id and m.left_on = h.ended_on
            join households.member there on there.unit_id = h.unit_id and there.id_print = m.id_print and there.left_on is null and there.household_id <> h.id
            join households.household o on o.id = there.household_id
            where h.id = $1 and h.unit_id = $2 limit 1
            """, connection)
        {
            Parameters = { new() { Value = command.HouseholdId }, new() { Value = command.UnitId } },
        };
        return await select.ExecuteScalarAsync(cancellation) as string;
    }
}
