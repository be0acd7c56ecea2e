using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>A support of another programme was recorded by mistake. The row stays, with the reason, and counts no longer.</summary>
public sealed record TakeBackOutsideSupport(Actor By, Guid UnitId, Guid HouseholdId, Guid SupportId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class TakeBackOutsideSupportHandler
{
    public static async Task<Outcome<bool>> Handle(TakeBackOutsideSupport command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason");
        if (reason.IsRefused) return new(reason.Refusals);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("""
            update grants.outside_support set taken_back_at = $1, taken_back_by = $2, taken_back_why = $3
            where id = $4 and household_id = $5 and unit_id = $6 and taken_back_at is null
            """, connection)
        {
            Parameters =
            {
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = reason.Value },
                new() { Value = command.SupportId }, new() { Value = command.HouseholdId }, new() { Value = command.UnitId },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? true : Refusal.Conflict("outside.not_there");
    }
}
