using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Takes a picture away that stands there by mistake; who did it and why stays.</summary>
public sealed record RemoveHousePhoto(Actor By, Guid UnitId, Guid HouseId, Guid PhotoId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class RemoveHousePhotoHandler
{
    public static async Task<Outcome<bool>> Handle(RemoveHousePhoto command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason");
        if (reason.IsRefused) return new(reason.Refusals);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("""
            update grants.house_photo p set removed_at = $4, removed_by = $5, removed_reason = $6 from grants.house h
            where p.id = $1 and p.house_id = $2 and h.id = p.house_id and h.unit_id = $3 and p.removed_at is null
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.PhotoId }, new() { Value = command.HouseId }, new() { Value = command.UnitId },
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = reason.Value },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? true : Refusal.NotFound("house.photo_unknown", "photo");
    }
}
